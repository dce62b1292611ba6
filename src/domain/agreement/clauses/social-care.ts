import { clause } from './clause.js';

/** What social care promises. */
export const SOCIAL_CARE_CLAUSES = {
  SC1: clause({
    id: 'SC1', subject: 'case', title: 'A key worker with the authority to act is in place', short: 'key worker',
    asks: 'Assign a key worker and confirm their authority to act.',
    owedBy: ['team-manager'], owedTo: 'young person',
    opens: "the young person is registered; again when the key worker's assignment ends without a successor or they cannot be reached, and at 18 where it is a social worker",
    due: 'the end of Year 11; if that is past, 5 working days',
    done: 'a key worker is assigned, with the authority to act confirmed',
  }),
  SC2: clause({
    id: 'SC2', subject: 'case', title: 'The provider is told of a new key worker', short: 'new key worker',
    asks: 'See that the designated person acknowledges the new key worker.',
    owedBy: ['team-manager'], owedTo: 'designated person',
    opens: 'the key worker changes while a placement is offered, accepted or under way',
    due: 'the end of the next working day',
    done: 'the notice is sent and the designated person acknowledges it',
  }),
} as const;
