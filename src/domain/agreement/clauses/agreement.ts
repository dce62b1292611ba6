import { clause } from './clause.js';

/** Making and keeping the agreement itself (IM1 and IM2 are gates before it: `activation-blockers.ts`), and its principles. */
export const AGREEMENT_CLAUSES = {
  IM3: clause({
    id: 'IM3', subject: 'provider', title: 'The agreement is publicised by both parties', short: 'publicising',
    asks: 'Publicise the agreement within your organisation, and record how.',
    owedBy: ['signatory', 'signing-key-contact'], owedTo: 'the staff of both parties',
    opens: 'the agreement is signed', due: '20 working days', done: 'each party has recorded how it publicised it',
  }),
  IM4: clause({
    id: 'IM4', subject: 'case', title: 'A challenge is answered', short: 'challenge',
    asks: 'Answer the challenge, and record the outcome.',
    owedBy: ['designated-person', 'signatory', 'team-manager'], owedTo: 'the Virtual School that challenged',
    opens: 'a Virtual School challenges a signatory or a service, about a young person or under the agreement', due: '10 working days', done: 'an answer is recorded',
  }),
  IM5: clause({
    id: 'IM5', subject: 'provider', title: 'The agreement is reviewed', short: 'review of the agreement',
    asks: 'Hold the annual review: renew, amend or end the agreement.',
    owedBy: ['signing-key-contact', 'signatory'], owedTo: 'both parties',
    opens: 'the agreement is signed; then each review', due: '12 months after signing or the last review', done: 'the review is recorded',
  }),
  P2: clause({
    id: 'P2', subject: 'case', title: "'Would this be good enough for my child?' is answered", short: "'good enough?' question",
    asks: 'Answer the question, by name, and tell whoever asked it.',
    owedBy: ['key-worker', 'team-manager', 'designated-person', 'key-contact', 'virtual-head'], owedTo: 'whoever asked',
    opens: 'anyone in a case asks it of a decision', due: '10 working days', done: 'a named person has answered, and the answer went back',
  }),
  P4: clause({
    id: 'P4', subject: 'case', title: 'A joint action is done', short: 'joint action',
    asks: 'Do what was agreed, and record it.',
    owedBy: ['key-worker', 'team-manager', 'designated-person', 'key-contact', 'virtual-head'], owedTo: 'the partners in the case',
    opens: 'partners agree an action, with its owner and its date', due: 'the date agreed', done: 'the action is recorded as done',
  }),
} as const;
