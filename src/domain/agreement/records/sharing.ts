import { choice, line, record, text } from './record-kind.js';

/** What can be shared about a young person, each asked for by itself (KW1, P7). */
export const SHARED_ITEMS = {
  plan: 'the education plan',
  'contact-details': 'address, phone and e-mail',
  safeguarding: 'what is needed to keep them safe',
  health: 'health',
  attendance: 'attendance and progress',
  'care-status': 'that they are in care or a care leaver',
} as const;
export type SharedItem = keyof typeof SHARED_ITEMS;

/** With whom, as seen from a placement. */
export const RECIPIENTS = {
  provider: 'the provider',
  employer: 'the employer',
  'local-virtual-school': "the Virtual School of the provider's area",
  other: 'somebody else',
} as const;
export type Recipient = keyof typeof RECIPIENTS;

/** UK GDPR, Article 6(1): what sharing can rest on when it does not rest on consent. */
export const WITHOUT_CONSENT = { 'vital interests': 'vital interests', 'public task': 'public task', 'legal obligation': 'legal obligation' } as const;
export const LAWFUL_BASES = { consent: "the young person's consent", ...WITHOUT_CONSENT } as const;
export type LawfulBasis = keyof typeof LAWFUL_BASES;

export const DECISIONS = { given: 'they agreed', refused: 'they refused', withdrawn: 'they withdrew their consent' } as const;
export type Decision = keyof typeof DECISIONS;

/** How a young person said what they want; the last is they themselves. */
export const WAYS_TO_TELL = {
  'face to face': 'face to face', phone: 'by phone', 'in writing': 'in writing', 'through an interpreter': 'through an interpreter', 'own page': 'by themselves, on their own page',
} as const;

const item = { ...choice('What is it about?', SHARED_ITEMS), optional: true } as const;
const recipient = { ...choice('With whom?', RECIPIENTS), optional: true } as const;

/**
 * Three things that are kept apart: what the young person wants (KW1), on which lawful basis something is shared, and what was
 * shared against or without their wish, with its reason and who authorised it (P7). A decision that names neither what nor with
 * whom, as before these were asked for, is about safeguarding and the provider, as the clause says.
 */
export const SHARING_RECORDS = {
  'consent-decision': record({
    clause: 'KW1', name: 'consent decision', ask: 'Record what the young person decided about sharing', of: 'placement', when: 'When did they decide?',
    fields: {
      decision: choice('What did they decide?', DECISIONS),
      item,
      recipient,
      how: choice('How did they tell you?', WAYS_TO_TELL),
      whatFor: text('What may be shared, and what for?', 'In words the young person would recognise'),
    },
  }),
  'sharing-basis': record({
    clause: 'P7', name: 'lawful basis for sharing', ask: 'Record the lawful basis for sharing', of: 'placement', when: 'From which day?',
    fields: {
      item: choice('What is it about?', SHARED_ITEMS),
      recipient: choice('With whom?', RECIPIENTS),
      lawfulBasis: choice('Lawful basis', LAWFUL_BASES),
      reason: text('Why this one?', 'The young person reads this'),
    },
  }),
  'sharing-without-consent': record({
    clause: 'P7', name: 'sharing without consent', ask: 'Record safeguarding information shared without consent', of: 'placement', when: 'When was it shared?',
    fields: {
      lawfulBasis: choice('Lawful basis', WITHOUT_CONSENT),
      item,
      recipient,
      authorisedBy: line('Who authorised it?', 'Name and post'),
      what: text('What was shared, and with whom?'),
      reason: text('Why without consent?'),
    },
  }),
  disclosure: record({
    clause: 'P7', name: 'disclosure', ask: 'Record what was shared', of: 'case or placement', when: 'When was it shared?',
    fields: {
      toWhom: line('To whom?', 'Name and organisation'),
      item,
      recipient,
      basis: choice('On what basis?', {
        consent: "the young person's consent", 'another basis': 'another lawful basis, recorded separately', 'without consent': 'without consent: recorded separately', 'asked for by the young person': 'the young person asked for it',
      }),
      what: text('What was shared?'),
      reason: text('Why?'),
    },
  }),
} as const;
