import { HOLD_DECISION_FIELDS, NAMED_APPROVER } from './holds.js';
import { choice, date, line, record, text } from './record-kind.js';

/** What happens to a case as a whole, or to one of its duties. */
export const CASE_RECORDS = {
  'case-closing': record({
    clause: 'VS6', name: 'end of the case', ask: 'Record that the case ends, or was registered by mistake', of: 'case', when: 'On which day?',
    fields: {
      cause: choice('Why?', { 'moved-authority': 'another authority has taken over responsibility', died: 'the young person has died', 'opted-out': 'the young person, now 21 or over, wants no further contact', 'registered-by-mistake': 'the case was registered by mistake' }),
      takenOverBy: { ...line('If another authority took over: which, and whom to call there'), optional: true },
      rightCase: { type: 'pattern', label: 'If the young person is registered twice: the reference of the right case', pattern: /^LS-[2-9A-HJKMNP-TV-Z]{6}$/, example: 'LS-7K2QF9', optional: true },
      notes: text('What is known, and who decided'),
    },
  }),
  hold: record({
    clause: 'KW3', name: 'hold', ask: 'Ask for a duty to be put on hold', of: 'case', when: 'From which day?',
    fields: {
      dutyKey: { type: 'pattern', label: 'The duty, by its key', pattern: /^[A-Z0-9]+\/[a-z0-9/-]+$/, example: 'KW3/placement-17' },
      until: date('Until which day? It is owed again from then on'),
      reason: text('Why?'),
    },
    formerly: NAMED_APPROVER,
  }),
  'hold-decision': record({ clause: 'KW3', name: 'decision on a hold', ask: 'Decide on a hold', of: 'case', about: 'hold', when: 'On which day? It is today', fields: HOLD_DECISION_FIELDS }),
} as const;
