import { AGREEMENT_CLAUSES } from './clauses/agreement.js';
import type { Clause } from './clauses/clause.js';
import { KEY_WORKER_CLAUSES } from './clauses/key-worker.js';
import { PROVIDER_CLAUSES } from './clauses/provider.js';
import { SOCIAL_CARE_CLAUSES } from './clauses/social-care.js';
import { VIRTUAL_SCHOOL_CLAUSES } from './clauses/virtual-school.js';

export type { Clause } from './clauses/clause.js';

/** The register: each promise of the agreement that opens a duty. docs/clauses.md is generated from it. */
export const CLAUSES = {
  ...SOCIAL_CARE_CLAUSES,
  ...KEY_WORKER_CLAUSES,
  ...PROVIDER_CLAUSES,
  ...VIRTUAL_SCHOOL_CLAUSES,
  ...AGREEMENT_CLAUSES,
} as const satisfies Record<string, Clause>;

export type ClauseId = keyof typeof CLAUSES;

/** A sentence of the agreement that opens no duty of its own, and how it is kept all the same. */
export interface KeptOtherwise {
  title: string;
  how: string;
  /** The clauses whose duties keep it. */
  by: readonly ClauseId[];
}

/** The rest of the register's rows: halves of joint duties, gates, pages and records. With CLAUSES, every row of the register. */
export const KEPT_OTHERWISE = {
  EP8: { title: "The provider's half of the education plan", how: 'one plan, one duty, owed jointly', by: ['KW3'] },
  EP9: { title: "The provider's half of the review", how: 'one review, one duty, owed jointly', by: ['KW4'] },
  VS4: { title: "The Virtual School's half of careers advice", how: 'one duty, seen from both sides', by: ['EP14'] },
  IM1: { title: 'Social care supports the agreement before it is signed', how: 'an agreement is not activated before the support of social care is recorded', by: [] },
  IM2: { title: 'A formal meeting signs the agreement', how: 'an agreement is not activated before both sides have signed its form; a Virtual School of another authority signs only with the consultation recorded', by: [] },
  P1: { title: 'Each Virtual Head upholds both halves of their responsibility', how: 'one page shows both: providers signed with, and own young people anywhere', by: [] },
  P3: { title: 'Young people are safe, feel safe and are listened to', how: 'every review asks "do you feel safe here?"; a no raises a problem the same day', by: ['KW5', 'EP5', 'KW7'] },
  P5: { title: 'Needs that no provision met are kept', how: 'unmet needs are recorded and counted for those who plan provision', by: ['KW9'] },
  P6: { title: 'Impartial advice at three moments: getting in, staying in, moving on', how: 'careers advice names its moment', by: ['EP14'] },
  P7: { title: 'Every disclosure is recorded', how: 'what, to whom, why, on which consent or without; nobody reads a case they have no part in', by: ['KW1'] },
} as const satisfies Record<string, KeptOtherwise>;

/** Whether messages about a clause go at once or in the digest of 08:00 (Reminders and escalation). */
export function deliveryOf(id: ClauseId): 'digest' | 'urgent' {
  return CLAUSES[id].urgency === 'urgent' ? 'urgent' : 'digest';
}
