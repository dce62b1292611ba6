import type { Role } from './roles.js';

/** How a clause reminds and escalates; the rows of "Reminders and escalation" in the register. */
export type Urgency = 'day' | 'urgent';

export interface Clause {
  id: string;
  /** The other half of a joint duty: one plan, one duty (EP8), one review (EP9). */
  jointWith: string | null;
  /** In plain words, for pages and e-mails. */
  title: string;
  owedBy: readonly Role[];
  owedTo: string;
  opens: string;
  due: string;
  done: string;
  /** `day`: messages go in the digest at 08:00. `urgent`: messages go at once. */
  urgency: Urgency;
}

const clause = <const C extends Clause>(row: C): C => row;

/** The register: each promise of the agreement that the system keeps. docs/clauses.md is generated from it. */
export const CLAUSES = {
  SC1: clause({
    id: 'SC1', jointWith: null, title: 'A key worker with the authority to act is in place',
    owedBy: ['team-manager'], owedTo: 'young person',
    opens: "the young person is registered; again when the key worker's assignment ends without a successor",
    due: 'the end of Year 11; if that is past, 5 working days',
    done: 'a key worker is assigned, with the authority to act confirmed', urgency: 'day',
  }),
  SC2: clause({
    id: 'SC2', jointWith: null, title: 'The provider is told of a new key worker',
    owedBy: ['team-manager'], owedTo: 'designated person',
    opens: 'the key worker changes while a placement is offered, accepted or under way',
    due: 'the end of the next working day',
    done: 'the notice is sent and the designated person acknowledges it', urgency: 'day',
  }),
  KW3: clause({
    id: 'KW3', jointWith: 'EP8', title: 'The education plan is agreed',
    owedBy: ['key-worker', 'designated-person'], owedTo: 'young person',
    opens: 'the placement is agreed',
    due: 'thirty days after the start at the latest; before the start if possible, preferably May to July',
    done: "the plan has key contacts, safeguarding issues and the young person's own words, and is agreed by all three", urgency: 'day',
  }),
  KW4: clause({
    id: 'KW4', jointWith: 'EP9', title: 'The education plan is reviewed',
    owedBy: ['key-worker', 'designated-person'], owedTo: 'young person',
    opens: 'the plan is agreed; then each review',
    due: 'six calendar months after the plan or the last review meeting',
    done: 'a review meeting is held at the provider', urgency: 'day',
  }),
  KW8: clause({
    id: 'KW8', jointWith: null, title: 'An emergency is answered',
    owedBy: ['key-worker'], owedTo: 'young person and provider',
    opens: 'an emergency is raised', due: '24 hours at most', done: 'a person has responded', urgency: 'urgent',
  }),
  EP11: clause({
    id: 'EP11', jointWith: null, title: 'Key worker and Virtual School are told, by phone and by e-mail, that a learner may not be able to stay',
    owedBy: ['designated-person'], owedTo: 'key worker and Virtual School key contact',
    opens: 'the learner is at risk of not staying, suspended, or excluded for a fixed term',
    due: 'the day it occurs', done: 'each of the two is told by phone and by e-mail', urgency: 'urgent',
  }),
  EP11M: clause({
    id: 'EP11M', jointWith: null, title: "A professionals' meeting is held",
    owedBy: ['designated-person'], owedTo: 'young person',
    opens: 'the learner is at risk of not staying, suspended, or excluded for a fixed term',
    due: '5 working days', done: 'the meeting is held, with who was there and its outcome', urgency: 'day',
  }),
  EP12: clause({
    id: 'EP12', jointWith: null, title: 'No permanent exclusion or early end without the procedure',
    owedBy: ['designated-person'], owedTo: 'young person',
    opens: 'the provider excludes permanently or ends the course early', due: "never before the notices are given and the professionals' meeting is held",
    done: 'the procedure was followed first', urgency: 'urgent',
  }),
} as const satisfies Record<string, Clause>;

export type ClauseId = keyof typeof CLAUSES;

/** Whether messages about a clause go at once or in the digest of 08:00 (Reminders and escalation). */
export function deliveryOf(id: ClauseId): 'digest' | 'urgent' {
  return CLAUSES[id].urgency === 'urgent' ? 'urgent' : 'digest';
}
