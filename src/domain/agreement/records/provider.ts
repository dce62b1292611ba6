import { choice, date, line, optionalText, record, text, tick } from './record-kind.js';

/** The most that there is of a support, in pounds: for an academic year or once, and whether it goes by assessed need. */
interface EntitlementLimit {
  most: number;
  per: 'academic year' | 'once';
  onNeed: boolean;
}

const entitlement = (name: string, note: string | null = null, limit: EntitlementLimit | null = null) => ({ name, note, limit });

/** EP4: what a young person may be entitled to; each is checked. Amounts are limits, not promises. */
export const ENTITLEMENTS = {
  'bursary-16-19': entitlement('16 to 19 bursary for vulnerable groups', 'up to £1,200 a year on assessed need', { most: 1200, per: 'academic year', onNeed: true }),
  'apprentice-bursary': entitlement("apprentices' care leaver bursary", '£3,000, in instalments', { most: 3000, per: 'once', onNeed: false }),
  'free-meals': entitlement('free meals'),
  fees: entitlement('course fees and remission'),
  transport: entitlement('transport'),
  equipment: entitlement('equipment and materials'),
  'access-arrangements': entitlement('access arrangements in examinations'),
} as const;
export type Entitlement = keyof typeof ENTITLEMENTS;

const ENTITLEMENT_NAMES = Object.fromEntries(Object.entries(ENTITLEMENTS).map(([id, { name }]) => [id, name])) as Record<Entitlement, string>;

/** EP15: how a learner stands on the course at the end of a term; whether they are still on it. */
export const COURSE_STATUSES = {
  continuing: 'goes on', completed: 'has completed it', break: 'is on an agreed break', transferred: 'has moved to another course or provider', withdrawn: 'has withdrawn',
} as const;
export type CourseStatus = keyof typeof COURSE_STATUSES;

/** EP3 to EP15, IM4. */
export const PROVIDER_RECORDS = {
  visit: record({
    clause: 'EP3', name: 'visit', ask: 'Record a visit', of: 'placement', when: 'When was it?',
    fields: {
      moment: choice('Which visit?', { 'pre-entry': 'before the start', 'post-entry': 'after the start' }),
      withWhom: line('Who met the young person?'),
      notes: optionalText('How did it go?'),
    },
  }),
  'advice-given': record({
    clause: 'EP4', name: 'advice about the provision', ask: 'Record the advice about the provision and its services', of: 'placement', when: 'When was it given?',
    fields: { byWhom: line('By whom?'), what: text('What was covered?', 'Learning support, counselling, tutors, facilities, trips, enrichment …') },
  }),
  entitlement: record({
    clause: 'EP4', name: 'entitlement', ask: 'Record an entitlement', of: 'placement', when: 'When was it decided?',
    fields: {
      entitlement: choice('Which?', ENTITLEMENT_NAMES),
      status: choice('What became of it?', { claimed: 'claimed', refused: 'refused', 'not due': 'not due' }),
      amount: { type: 'number', label: 'Amount in pounds', min: 0, max: 20_000, optional: true },
      assessedNeed: optionalText('The need that was assessed, where it goes by need'),
      instalment: { type: 'number', label: 'Which instalment?', hint: 'Where it is paid in several: 1, 2, 3 …', min: 1, max: 36, optional: true },
      instalmentOn: { ...date('When is the instalment paid?'), optional: true },
      reason: optionalText('Reason, where it was refused or is not due'),
    },
  }),
  'mentor-introduced': record({
    clause: 'EP10', name: 'mentor', ask: 'Name the mentor', of: 'placement', when: 'When were they introduced?',
    fields: { mentor: line('Name of the mentor or equivalent'), reach: line('Direct phone or e-mail') },
  }),
  employer: record({
    clause: 'EP13', name: 'employer', ask: 'Record an employer', of: 'placement', when: 'When did the provider arrange it?',
    fields: {
      employer: line('Name of the employer'),
      startsOn: date('When does it start?'),
      mayKnowOfCare: choice('Has the young person agreed that the employer knows of their care?', { no: 'no', yes: 'yes' }),
    },
  }),
  'employer-agreement': record({
    clause: 'EP13', name: "employer's agreement", ask: 'Record that the employer supports this agreement', of: 'placement', about: 'employer', when: 'When did they agree?',
    fields: { byWhom: line('Who agreed for the employer?') },
  }),
  'careers-advice': record({
    clause: 'EP14', name: 'careers advice', ask: 'Record careers advice', of: 'placement', when: 'When was it given?',
    fields: {
      moment: choice('At which moment?', { 'getting in': 'getting in', 'staying in': 'staying in', 'moving on': 'moving on' }),
      adviser: line('Who gave it?', 'An impartial adviser: name and service'),
      what: text('What came of it?'),
    },
  }),
  'attendance-return': record({
    clause: 'EP15', name: 'attendance return', ask: 'Return the attendance of a month or a week', of: 'placement', when: 'When was it sent?',
    fields: {
      month: { type: 'pattern', label: 'Month', hint: 'Leave it empty where it is of a week', pattern: /^20\d\d-(0[1-9]|1[0-2])$/, example: '2026-10', optional: true },
      week: { ...date('Week, by its Monday'), hint: 'Leave it empty where it is of a month', optional: true },
      possible: { type: 'number', label: 'Sessions possible', min: 0, max: 200 },
      attended: { type: 'number', label: 'Sessions attended', min: 0, max: 200 },
      authorised: { type: 'number', label: 'Authorised absences', min: 0, max: 200 },
    },
  }),
  'attendance-contact': record({
    clause: 'KW7', name: 'contact about attendance', ask: 'Record the contact with the provider about attendance', of: 'placement', when: 'When was it?',
    fields: { withWhom: line('With whom?'), what: text('What was agreed?') },
  }),
  'term-return': record({
    clause: 'EP15', name: 'return on retention and progress', ask: 'Return retention and progress of a term', of: 'placement', when: 'When was it sent?',
    fields: {
      term: { type: 'pattern', label: 'Term', pattern: /^20\d\d-\d\d-(autumn|spring|summer)$/, example: '2026-27-autumn' },
      status: { ...choice('How do they stand on the course?', COURSE_STATUSES), optional: true },
      retained: choice('Still on the course?', { yes: 'yes', no: 'no' }),
      progress: choice('Progress', { above: 'above what was expected', expected: 'as expected', below: 'below what was expected' }),
    },
  }),
  'outcome-return': record({
    clause: 'EP15', name: 'return on outcomes', ask: 'Return the outcomes of an academic year', of: 'placement', when: 'When was it sent?',
    fields: {
      year: { type: 'pattern', label: 'Academic year', pattern: /^20\d\d-\d\d$/, example: '2026-27' },
      achieved: choice('Was the qualification achieved?', { yes: 'yes', partly: 'partly', no: 'no', 'still studying': 'still studying' }),
      qualification: { ...line('Qualification', 'Its title, where it was achieved, all or in part'), optional: true },
      level: { type: 'number', label: 'Its level', hint: '0 (entry level) to 8, where it was achieved, all or in part', min: 0, max: 8, optional: true },
      grade: { ...line('Grade'), optional: true },
      progression: choice('What comes next?', { 'next level': 'the next level', 'same level': 'another course at the same level', apprenticeship: 'an apprenticeship', employment: 'employment', 'not known': 'not known', none: 'none of these' }),
      valueAdded: choice('Value added', { positive: 'positive', none: 'none', negative: 'negative', 'not measured': 'not measured' }),
    },
  }),
  challenge: record({
    clause: 'IM4', name: 'challenge', ask: 'Challenge a signatory or a service', of: 'case or placement', when: 'When was it made?',
    fields: {
      to: choice('To whom?', { 'designated-person': 'the designated person at the provider', signatory: "the provider's signatory", 'team-manager': 'social care' }),
      what: text('What is the issue, and what is asked for?'),
    },
  }),
  'challenge-answer': record({
    clause: 'IM4', name: 'answer to a challenge', ask: 'Answer the challenge', of: 'case or placement', about: 'challenge', when: 'When was it answered?',
    fields: { resolved: choice('Is the issue resolved?', { yes: 'yes', partly: 'partly', no: 'no' }), answer: text('The answer, and what was done') },
  }),
} as const;

/** EP6: what a provider records about itself. */
export const PROVIDER_OWN_RECORDS = {
  'application-check': record({
    clause: 'EP6', name: 'application check', ask: 'Record the check of the application round', of: 'provider', when: 'When was it checked?',
    fields: {
      year: { type: 'pattern', label: 'Academic year', pattern: /^20\d\d-\d\d$/, example: '2026-27' },
      tickBox: tick('The tick box is on the application form'),
      matched: tick('Applicants who ticked it are matched, confirmed or dismissed'),
    },
  }),
} as const;
