import { addMonths, type LocalDate } from '../domain/time/local-date.js';
import { day, level, ukprn, words } from './cell-readers.js';
import { never, type ImportColumn, type RowRule } from './import-columns.js';

const NAMES = ['provider_ukprn', 'course', 'level', 'agreed_on', 'starts_on', 'ends_on', 'plan_agreed_on', 'last_review_on'];

/** The columns of a placement: needed together in a roster, and in each row of a file of placements. */
export const placementColumns = (required: true | typeof NAMES = NAMES): ImportColumn[] => [
  { name: 'provider_ukprn', required, read: ukprn, sql: 'text', example: '19900901', meaning: "the provider's UK provider reference number; the provider has to be known already" },
  { name: 'course', required, read: words(200), sql: 'text', example: 'Level 2 Diploma in Carpentry', meaning: 'the course, apprenticeship or job' },
  { name: 'level', required, read: level, sql: 'int', example: '2', meaning: 'its level, 0 (entry level) to 8' },
  { name: 'agreed_on', required: never, read: day, sql: 'date', example: '2026-05-18', meaning: 'the day the place was agreed; left empty for a new placement: the day of the import, or the start if that was earlier' },
  { name: 'starts_on', required, read: day, sql: 'date', example: '2026-09-07', meaning: 'the first day' },
  { name: 'ends_on', required: never, read: day, sql: 'date', example: '2027-07-02', meaning: 'the planned last day' },
  { name: 'plan_agreed_on', required: never, read: day, sql: 'date', example: '2026-07-06', meaning: 'the day on which all three agreed the education plan, where that was before the import; a plan agreed in the system stays as it is' },
  { name: 'last_review_on', required: never, read: day, sql: 'date', example: '2026-06-22', meaning: 'the day of the last review meeting before the import; needs plan_agreed_on in the same row' },
];

/** A year typed wrong is more likely than a course that far away. */
const YEARS_AGO = 12;
const YEARS_AHEAD = 6;

const notAfterToday = (column: string): RowRule => (cells, today) =>
  (cells[column] ?? '') > today ? { column, code: 'IN_THE_FUTURE', message: 'This day has not come yet: write the day on which it happened.' } : null;

const plausible = (column: string): RowRule => (cells, today) => {
  const on: LocalDate | undefined = cells[column];
  if (on === undefined || (on >= addMonths(today, -12 * YEARS_AGO) && on <= addMonths(today, 12 * YEARS_AHEAD))) return null;
  return { column, code: 'DATE_UNLIKELY', message: `Look at the year: this day is more than ${YEARS_AGO} years ago or more than ${YEARS_AHEAD} years ahead.` };
};

const inOrder = (first: string, second: string, code: string, message: string): RowRule => (cells) =>
  cells[first] !== undefined && cells[second] !== undefined && cells[second] < cells[first] ? { column: second, code, message } : null;

export const placementRules: RowRule[] = [
  plausible('starts_on'),
  plausible('ends_on'),
  notAfterToday('agreed_on'),
  plausible('agreed_on'),
  inOrder('starts_on', 'ends_on', 'END_BEFORE_START', 'The end lies before the start: correct one of the two.'),
  notAfterToday('plan_agreed_on'),
  plausible('plan_agreed_on'),
  notAfterToday('last_review_on'),
  (cells) =>
    cells['last_review_on'] !== undefined && cells['plan_agreed_on'] === undefined
      ? { column: 'plan_agreed_on', code: 'REVIEW_WITHOUT_PLAN', message: 'A review needs the plan that was reviewed: fill in the day on which the plan was agreed.' }
      : null,
  inOrder('plan_agreed_on', 'last_review_on', 'REVIEW_BEFORE_PLAN', 'The review lies before the plan was agreed: correct one of the two.'),
];
