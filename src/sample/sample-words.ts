import type { RiskKind } from '../domain/agreement/facts.js';

/** Sentences for the sample's records: what people might write, about nobody. */
export const SAFEGUARDING_ISSUES = [
  'None known beyond the usual arrangements.',
  'Contact with one family member is supervised; staff know whom to call.',
  'Travels alone; a text on arrival has been agreed.',
  'Anxious in large groups; has a time-out card.',
  'No photographs on social media or in the prospectus.',
  'Address is confidential: do not share it with other learners.',
];
export const OWN_WORDS = [
  'I want to get my own flat and a job with animals. Tell me things straight.',
  'I like it when people do not make a fuss in front of others.',
  'Maths is hard for me, but I will come every day.',
  'I want to be the first in my family to go to university.',
  'Please text me, I do not pick up calls.',
  'I am good with my hands and I want to earn.',
  'I want to keep playing football on Wednesdays.',
  'Mornings are bad. Afternoons I am fine.',
];
export const GOALS = [
  'Pass the course, then an apprenticeship with the same employer.',
  'Grade 4 in maths this year, and a place on level 3.',
  'A driving licence, and work that is not in an office.',
];
export const REASONS_AFTER_START = [
  'The place was agreed late in August.',
  'The young person moved home in the week before the start.',
  'The key worker changed in July and wanted to meet first.',
];
export const CHANGES = [
  'Attendance is good. A laptop has been lent by the provider.',
  'Moved up a group in English. Bursary is in payment.',
  'Bus pass renewed; a quieter place to work has been found.',
  'Wants to change the work placement; the tutor will arrange it.',
  'Has settled in after a difficult start; mentor meets weekly.',
];
export const VIEWS = ['It is going fine.', 'I like my tutor.', 'I want more help with maths.', 'I feel safe here.', 'Some days are hard, but I want to stay.'];
export const REASONS_ELSEWHERE = ['Held by video because the young person was on a work placement.', "Held at the young person's home at their wish."];

export const RISKS: Record<RiskKind, readonly string[]> = {
  'at-risk': ['Attendance has fallen under half in three weeks; a place on the course is in doubt.', 'Behaviour in workshops: a final warning has been given.'],
  'sent-home': ['Sent home for the day after an argument in class.', 'Told to go home to cool off, without a date to come back.'],
  suspended: ['Suspended after an incident in the canteen.', 'Suspended while an allegation is looked into.'],
  'fixed-term-exclusion': ['Excluded for five days after damage to equipment.', 'Excluded for three days after repeated warnings.'],
};
export const MEETING_NOTES = [
  'Reduced timetable for four weeks, then full time again. Mentor named.',
  'Moves to the morning group. Key worker and tutor speak each Friday.',
  'Other courses were looked at; the young person wants to stay. Support plan agreed.',
];
export const EMERGENCIES = [
  'Has nowhere to stay tonight.',
  'Did not come back from lunch and does not answer the phone.',
  'In distress after a call from a family member.',
  'No money for food until next week.',
];
export const RESPONSES = [
  'Spoke to the young person at once; emergency accommodation arranged for the week.',
  'Met them at the college, all is well; a check-in call is agreed for tomorrow.',
  'Food voucher issued and the setting-up allowance brought forward.',
];
export const QUEUE_NOTES = [
  'Spoke to the key worker: the meeting is in the diary for next week.',
  'The designated person was on leave; her stand-in will agree the date today.',
  'Waiting for the young person to say which day suits.',
];
