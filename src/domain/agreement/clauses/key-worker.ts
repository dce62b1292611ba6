import { clause } from './clause.js';

/** What the key worker promises; KW3 and KW4 jointly with the provider (EP8, EP9). */
export const KEY_WORKER_CLAUSES = {
  KW1: clause({
    id: 'KW1', subject: 'case', title: 'The young person has been asked for consent to share safeguarding information', short: 'consent',
    asks: 'Ask the young person, and record what they decided, what for and how.',
    owedBy: ['key-worker'], owedTo: 'young person',
    opens: 'the placement is agreed', due: 'the day before the start',
    done: 'a consent decision about safeguarding and the provider is recorded: given, refused or withdrawn; what for, when and how',
  }),
  KW2: clause({
    id: 'KW2', subject: 'case', title: 'The designated person has the contact card', short: 'contact card',
    asks: 'See that the designated person has the contact card and acknowledges it.',
    owedBy: ['key-worker'], owedTo: 'designated person',
    opens: 'the placement is agreed', due: 'the day before the start',
    done: "the designated person acknowledges the key worker's name, phone, e-mail and the other key contacts",
  }),
  KW3: clause({
    id: 'KW3', subject: 'case', jointWith: 'EP8', title: 'The education plan is agreed', short: 'education plan',
    asks: 'Agree the plan, key worker, designated person and young person together, and record it.',
    owedBy: ['key-worker', 'designated-person'], owedTo: 'young person',
    opens: 'the placement is agreed',
    due: 'thirty days after the start at the latest; before the start if possible, preferably May to July',
    done: "the plan has key contacts, safeguarding issues and the young person's own words, and is agreed by all three",
  }),
  KW4: clause({
    id: 'KW4', subject: 'case', jointWith: 'EP9', title: 'The education plan is reviewed', short: 'review of the education plan',
    asks: 'Hold the review meeting and record it.',
    owedBy: ['key-worker', 'designated-person'], owedTo: 'young person',
    opens: 'the plan is agreed; then each review',
    due: 'six calendar months after the plan or the last review meeting',
    done: 'a review meeting is held at the provider',
  }),
  KW5: clause({
    id: 'KW5', subject: 'case', title: 'A view of the young person is answered', short: 'answer to a view',
    asks: 'Say what was done about it, and tell the young person.',
    owedBy: ['key-worker', 'key-contact'], owedTo: 'young person',
    opens: 'a view is recorded that is addressed to the key worker or the Virtual School', due: '10 working days',
    done: 'what was done is recorded and told to the young person',
  }),
  KW6: clause({
    id: 'KW6', subject: 'case', title: 'Somebody goes to the consultation event', short: 'consultation event',
    asks: 'Go, or record your apologies and who went instead.',
    owedBy: ['key-worker'], owedTo: 'young person',
    opens: "the provider announces a consultation event or parents' evening", due: 'the day of the event',
    done: 'attended, or apologies with who went instead',
  }),
  KW7: clause({
    id: 'KW7', subject: 'case', title: 'A problem is taken up with the provider', short: 'problem raised',
    asks: 'Contact the provider, hold the meeting if one was asked for, and record it.',
    owedBy: ['key-worker'], owedTo: 'provider',
    opens: 'a problem or a need for extra support is raised, also when a young person says they do not feel safe; and when a return has attendance under a threshold, or much less than four weeks before',
    due: 'the next working day to contact the provider; 5 working days for an extra meeting if one is asked for',
    done: 'the contact, then the meeting, is recorded',
  }),
  KW8: clause({
    id: 'KW8', subject: 'case', title: 'An emergency is answered', short: 'emergency',
    asks: 'Respond, and record what was done.',
    owedBy: ['key-worker'], owedTo: 'young person and provider',
    opens: 'an emergency is raised', due: '24 hours at most', done: 'a person has responded', urgency: 'urgent',
  }),
  KW9: clause({
    id: 'KW9', subject: 'case', title: 'A need for support is met', short: 'need for support',
    asks: 'Put the support in place, or record why not.',
    owedBy: ['key-worker'], owedTo: 'young person',
    opens: 'a need is recorded under accommodation, transport, finance or health', due: '10 working days',
    done: 'the support is put in place, or the reason why not is recorded',
  }),
} as const;
