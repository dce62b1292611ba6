import { clause } from './clause.js';

/** What the Virtual School promises. VS4 is its half of EP14. */
export const VIRTUAL_SCHOOL_CLAUSES = {
  VS1: clause({
    id: 'VS1', subject: 'authority', title: 'A Virtual School key contact is in post', short: 'key contact',
    asks: 'Name a key contact who can be reached by phone and by e-mail.',
    owedBy: ['virtual-head'], owedTo: 'young people and their providers',
    opens: 'the authority joins; again when the post falls vacant or its holder cannot be reached',
    due: 'on joining; 5 working days after a vacancy', done: 'a key contact is in post',
  }),
  VS2: clause({
    id: 'VS2', subject: 'authority', title: 'The agreement is promoted to its partners', short: 'promotion',
    asks: 'Promote the agreement to social care, the Director, elected members and other providers, and record each.',
    owedBy: ['key-contact'], owedTo: "the local authority's partners",
    opens: 'each academic year', due: '30 September',
    done: 'promotion to social care, the Director, elected members and other providers is recorded',
  }),
  VS3: clause({
    id: 'VS3', subject: 'case', title: 'A request for support and challenge between Virtual Schools is answered', short: 'request for support',
    asks: 'Answer the request, and record the outcome.',
    owedBy: ['key-contact', 'local-key-contact'], owedTo: 'the Virtual School that asked',
    opens: 'one Virtual School asks the other for support or challenge', due: '5 working days',
    done: 'an answer and its outcome are recorded; the home authority stays responsible throughout',
  }),
  VS5: clause({
    id: 'VS5', subject: 'case', title: "The personal education plan's Post-16 part is current and rated", short: 'personal education plan',
    asks: "Bring the plan's Post-16 part up to date this term, and rate its quality.",
    owedBy: ['key-contact'], owedTo: 'young person',
    opens: 'each term, from Year 11 while in care; then while tracked', due: 'the end of the term',
    done: "the personal education plan's Post-16 part is current, and its quality is rated",
  }),
  VS6: clause({
    id: 'VS6', subject: 'case', title: 'The young person is tracked', short: 'tracking',
    asks: 'Find out whether the young person is in education, employment or training, and record the status with its source, or what the follow-up came to.',
    owedBy: ['key-contact'], owedTo: 'young person',
    opens: 'from the end of Year 11 to the 25th birthday, after each status; and when they leave education, employment or training, or a return has attendance under the lower threshold',
    due: 'a status every 8 weeks; a follow-up in 5 working days', done: "a status with its source; the follow-up's outcome",
  }),
  VS7: clause({
    id: 'VS7', subject: 'authority', title: 'The public pages about the agreement are right', short: 'public pages',
    asks: 'Look through the public pages, put right what is not, and record that they were checked.',
    owedBy: ['key-contact'], owedTo: 'the public',
    opens: 'the authority joins; then each check', due: 'yearly', done: 'the public pages are checked',
  }),
} as const;
