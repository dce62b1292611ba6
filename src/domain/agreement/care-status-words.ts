export const CARE_STATUSES = {
  'in-care': 'in care',
  eligible: 'eligible',
  relevant: 'relevant',
  'former-relevant': 'former relevant',
  qualifying: 'qualifying',
} as const;
export type CareStatus = keyof typeof CARE_STATUSES;

/** Those who are in care still, not care leavers yet (VS5). */
export const IN_CARE: readonly string[] = ['in-care', 'eligible'] satisfies CareStatus[];
