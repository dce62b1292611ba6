import { date, record, text, type RecordKind } from './record-kind.js';

/** What a hold on a duty of an organisation says: why, until when, and who approved it. */
const fieldsFor = (example: string) => ({
  dutyKey: { type: 'pattern', label: 'The duty, by its key', pattern: /^[A-Z0-9]+\/[A-Za-z0-9/-]+$/, example },
  until: date('Until which day? It is owed again from then on'),
  approvedBy: { type: 'person', label: 'Who approved it?', hint: 'Somebody of the Virtual School in post, or the Director, who does not owe it, and not you', posts: ['key-contact', 'virtual-head', 'director'] },
  reason: text('Why?', 'Without names'),
}) as const;

/** Holds on the duties of organisations themselves, by whose page they start from: a provider's, an agreement's, an authority's. */
export const HOLD_RECORDS = {
  'provider-hold': record({ clause: 'EP1', name: 'hold on a duty of the provider', ask: 'Put a duty of the provider on hold', of: 'provider', when: 'From which day?', fields: fieldsFor('EP6/provider-5/2026-27') }),
  'agreement-hold': record({ clause: 'IM5', name: 'hold on a duty under the agreement', ask: 'Put a duty under the agreement on hold', of: 'agreement', when: 'From which day?', fields: fieldsFor('IM5/agreement-3/first') }),
  'authority-hold': record({ clause: 'VS1', name: 'hold on a duty of the authority', ask: 'Put a duty of the authority on hold', of: 'authority', when: 'From which day?', fields: fieldsFor('VS7/authority-E08000025/first') }),
} as const satisfies Record<string, RecordKind>;

export type OrganisationHoldKind = keyof typeof HOLD_RECORDS;
