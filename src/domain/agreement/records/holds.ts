import { choice, date, optionalText, record, text, type RecordKind } from './record-kind.js';

/** What a hold on a duty of an organisation says: why, and until when. It counts once a second person approves it. */
const fieldsFor = (example: string) => ({
  dutyKey: { type: 'pattern', label: 'The duty, by its key', pattern: /^[A-Z0-9]+\/[A-Za-z0-9/-]+$/, example },
  until: date('Until which day? It is owed again from then on'),
  reason: text('Why?', 'Without names'),
}) as const;

/** Before a second person had to approve a hold, whoever recorded it named who did. */
export const NAMED_APPROVER = { approvedBy: 'Who approved it' } as const;

/** Holds on the duties of organisations themselves, by whose page they start from: a provider's, an agreement's, an authority's. */
export const HOLD_RECORDS = {
  'provider-hold': record({ clause: 'EP1', name: 'hold on a duty of the provider', ask: 'Ask for a hold on a duty of the provider', of: 'provider', when: 'From which day?', fields: fieldsFor('EP6/provider-5/2026-27'), formerly: NAMED_APPROVER }),
  'agreement-hold': record({ clause: 'IM5', name: 'hold on a duty under the agreement', ask: 'Ask for a hold on a duty under the agreement', of: 'agreement', when: 'From which day?', fields: fieldsFor('IM5/agreement-3/first'), formerly: NAMED_APPROVER }),
  'authority-hold': record({ clause: 'VS1', name: 'hold on a duty of the authority', ask: 'Ask for a hold on a duty of the authority', of: 'authority', when: 'From which day?', fields: fieldsFor('VS7/authority-E08000025/first'), formerly: NAMED_APPROVER }),
} as const satisfies Record<string, RecordKind>;

export type OrganisationHoldKind = keyof typeof HOLD_RECORDS;

/** What a second person says of a hold that somebody asked for. */
export const HOLD_DECISION_FIELDS = {
  decision: choice('What do you decide?', { approved: 'approved: the duty is on hold', refused: 'refused: it stays owed as it is' }),
  reason: optionalText('Why, where you refuse it'),
} as const;

const decision = <const K extends Pick<RecordKind, 'clause' | 'name' | 'of' | 'about'>>(kind: K) => record({ ...kind, ask: `Decide on a ${kind.name.replace('decision on a ', '')}`, when: 'On which day? It is today', fields: HOLD_DECISION_FIELDS });

/** What is decided on each of them. */
export const HOLD_DECISIONS = {
  'provider-hold-decision': decision({ clause: 'EP1', name: 'decision on a hold on a duty of the provider', of: 'provider', about: 'provider-hold' }),
  'agreement-hold-decision': decision({ clause: 'IM5', name: 'decision on a hold on a duty under the agreement', of: 'agreement', about: 'agreement-hold' }),
  'authority-hold-decision': decision({ clause: 'VS1', name: 'decision on a hold on a duty of the authority', of: 'authority', about: 'authority-hold' }),
} as const satisfies Record<string, RecordKind>;

export type OrganisationHoldDecisionKind = keyof typeof HOLD_DECISIONS;
