import { choice, date, line, optionalText, record, text, tick } from './record-kind.js';

/** Roles of a case that a question can be put to, and that can own an action. */
export const ADDRESSEES = {
  'key-worker': 'the key worker',
  'team-manager': 'the social care team manager',
  'designated-person': 'the designated person at the provider',
  'key-contact': 'the Virtual School key contact',
  'virtual-head': 'the Virtual Head',
} as const;

/** What a problem is about where the young person does not feel safe (P3). */
export const NOT_FEELING_SAFE = 'not feeling safe';

export const NEED_AREAS = { accommodation: 'accommodation', transport: 'transport', finance: 'finance', health: 'health' } as const;

/** KW2, KW5 to KW7, KW9, and the principles P2, P4, P5. */
export const KEY_WORKER_RECORDS = {
  'contact-card-acknowledged': record({
    clause: 'KW2', name: 'acknowledged contact card', ask: 'Acknowledge the contact card', of: 'placement', when: 'When did you read it?',
    fields: { keyContactNamed: tick('Key worker and Virtual School key contact are both named, and I can reach them') },
  }),
  view: record({
    clause: 'KW5', name: "view of the young person", ask: 'Record what the young person said', of: 'case or placement', when: 'When did they say it?',
    fields: {
      addressedTo: choice('Who is it for?', { 'key-worker': 'the key worker', 'key-contact': 'the Virtual School', 'designated-person': 'the provider' }),
      ownWords: text('In their own words'),
    },
  }),
  'view-answer': record({
    clause: 'KW5', name: 'answer to a view', ask: 'Say what was done', of: 'case or placement', about: 'view', when: 'When was the young person told?',
    fields: {
      howTold: choice('How were they told?', { 'face to face': 'face to face', phone: 'by phone', message: 'by message', letter: 'by letter' }),
      whatWasDone: text('You said, we did', 'What was done, or why it cannot be, in words the young person would use'),
    },
  }),
  'consultation-event': record({
    clause: 'KW6', name: 'consultation event', ask: "Announce a consultation event or parents' evening", of: 'placement', when: 'When was it announced?',
    fields: { eventOn: date('When is the event?'), event: line('What is it?', 'Also where, and at what time') },
  }),
  'consultation-attendance': record({
    clause: 'KW6', name: 'attendance at a consultation event', ask: 'Record who went', of: 'placement', about: 'consultation-event', when: 'When was it?',
    fields: {
      attended: choice('Did the key worker go?', { yes: 'yes', 'somebody else': 'no, somebody else went', apologies: 'no, apologies' }),
      whoWent: { ...line('Who went?'), optional: true },
      notes: optionalText('What was said'),
    },
  }),
  problem: record({
    clause: 'KW7', name: 'problem', ask: 'Raise a problem or a need for extra support', of: 'placement', when: 'When was it raised?',
    fields: {
      kind: choice('What is it about?', {
        accommodation: 'where the young person lives is changing', learning: 'learning', attendance: 'attendance', wellbeing: 'wellbeing',
        [NOT_FEELING_SAFE]: 'not feeling safe', other: 'something else',
      }),
      meetingAsked: tick('An extra meeting is asked for'),
      what: text('What is the problem, and what support is needed?'),
    },
  }),
  'problem-contact': record({
    clause: 'KW7', name: 'contact about a problem', ask: 'Record the contact with the provider', of: 'placement', about: 'problem', when: 'When was it?',
    fields: { withWhom: line('With whom?'), what: text('What was agreed?') },
  }),
  'problem-meeting': record({
    clause: 'KW7', name: 'extra meeting', ask: 'Record the extra meeting', of: 'placement', about: 'problem', when: 'When was it held?',
    fields: { present: line('Who was there?'), outcome: text('What came of it?') },
  }),
  need: record({
    clause: 'KW9', name: 'need for support', ask: 'Record a need for support', of: 'case', when: 'When did it come up?',
    fields: { area: choice('What is it about?', NEED_AREAS), what: text('What does the young person need?') },
  }),
  'need-outcome': record({
    clause: 'KW9', name: 'support put in place', ask: 'Record what was put in place, or why not', of: 'case', about: 'need', when: 'When?',
    fields: {
      outcome: choice('Was the support put in place?', { yes: 'yes', partly: 'partly', no: 'no' }),
      what: text('What was put in place, or why not?'),
    },
  }),
  'unmet-need': record({
    clause: 'P5', name: 'need that no provision met', ask: 'Record a need that no provision met', of: 'case', when: 'When was it found?',
    fields: {
      kind: choice('What was lacking?', {
        subject: 'a subject or a level', place: 'a place within reach', support: 'support at the provider', start: 'a start in the year', 'esol': 'English for speakers of other languages', other: 'something else',
      }),
      area: line('Where was it looked for?'),
      what: text('What was needed?'),
    },
  }),
  'good-enough-question': record({
    clause: 'P2', name: "'good enough?' question", ask: "Ask: 'Would this be good enough for my child?'", of: 'case or placement', when: 'When was it asked?',
    fields: {
      askedBy: choice('Who asks?', { 'young person': 'the young person', 'somebody in the case': 'I do' }),
      addressedTo: choice('Who is to answer?', ADDRESSEES),
      decision: text('Which decision is it about?'),
    },
  }),
  'good-enough-answer': record({
    clause: 'P2', name: 'answer to the question', ask: "Answer: 'Would this be good enough for my child?'", of: 'case or placement', about: 'good-enough-question', when: 'When was it told to whoever asked?',
    fields: {
      changed: choice('Does the decision change?', { yes: 'yes', no: 'no' }),
      howTold: choice('How was whoever asked told?', { 'face to face': 'face to face', phone: 'by phone', message: 'by message', letter: 'by letter' }),
      answer: text('The answer, and why', 'In words that whoever asked would use'),
    },
  }),
  'joint-action': record({
    clause: 'P4', name: 'joint action', ask: 'Agree a joint action', of: 'case or placement', when: 'When was it agreed?',
    fields: { owner: choice('Who does it?', ADDRESSEES), dueOn: date('By when?'), what: text('What is to be done, and about which concern?') },
  }),
  'joint-action-done': record({
    clause: 'P4', name: 'done action', ask: 'Record that the action is done', of: 'case or placement', about: 'joint-action', when: 'When was it done?',
    fields: { what: text('What was done?') },
  }),
} as const;
