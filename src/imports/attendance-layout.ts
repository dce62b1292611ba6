import { addDays, addMonths, type LocalDate } from '../domain/time/local-date.js';
import { caseReference, monday, month, uln, wholeNumber, words } from './cell-readers.js';
import { always, never, type ImportLayout, type RowRule } from './import-columns.js';

/** As many as the form takes. */
const MOST_SESSIONS = 200;

/** The last day of the time that a row is of. */
const endOf = (cells: Readonly<Record<string, string>>): LocalDate => (cells['week'] === undefined ? addDays(addMonths(`${cells['month']}-01`, 1), -1) : addDays(cells['week'], 6));

const number = (cells: Readonly<Record<string, string>>, column: string): number => Number(cells[column]);

const rules: RowRule[] = [
  (cells) => (cells['reference'] === undefined && cells['uln'] === undefined ? { column: 'reference', code: 'MISSING', message: 'Say whose attendance it is: fill in reference or uln.' } : null),
  (cells) => (cells['month'] === undefined && cells['week'] === undefined ? { column: 'month', code: 'MISSING', message: 'Say of which time it is: fill in month or week.' } : null),
  (cells) => (cells['month'] !== undefined && cells['week'] !== undefined ? { column: 'week', code: 'ONE_OF_TWO', message: 'A return is of a month or of a week: leave one of the two empty.' } : null),
  (cells, today) => ((cells['month'] ?? cells['week']) !== undefined && endOf(cells) >= today ? { column: cells['week'] === undefined ? 'month' : 'week', code: 'IN_THE_FUTURE', message: 'This time is not over yet: send it once it is.' } : null),
  (cells) => (number(cells, 'attended') > number(cells, 'possible') ? { column: 'attended', code: 'TOO_LARGE', message: 'More sessions were attended than were possible: check both numbers.' } : null),
  (cells) =>
    number(cells, 'attended') <= number(cells, 'possible') && number(cells, 'attended') + number(cells, 'authorised') > number(cells, 'possible')
      ? { column: 'authorised', code: 'TOO_LARGE', message: 'Attended and authorised are more than were possible: check the numbers.' }
      : null,
];

/** The attendance of a provider's learners, of all authorities in one file (EP15). */
export const ATTENDANCE: ImportLayout = {
  kind: 'attendance',
  meaning:
    "Attendance of a provider's learners, of whichever authorities, by month or by week: for its designated person. A row is matched on the learner, the course and the time: it sends the return, or corrects what was sent before. Rows about anybody who is not a learner there are not kept.",
  columns: [
    { name: 'reference', required: never, read: caseReference, sql: 'text', example: 'LS-7K2QF9', meaning: 'the reference of the case; this or uln is needed', quiet: true },
    { name: 'uln', required: never, read: uln, sql: 'text', example: '9276308686', meaning: 'the unique learner number, checked by its check digit', quiet: true },
    { name: 'course', required: never, read: words(200), sql: 'text', example: 'Level 2 Diploma in Carpentry', meaning: 'the course as it is recorded, where somebody has several placements with you at a time', quiet: true },
    { name: 'month', required: never, read: month, sql: 'text', example: '2026-10', meaning: 'the month, as YYYY-MM or MM/YYYY; this or week is needed' },
    { name: 'week', required: never, read: monday, sql: 'date', example: '2026-09-28', meaning: 'the week, by its Monday' },
    { name: 'possible', required: always, read: wholeNumber(MOST_SESSIONS), sql: 'int', example: '40', meaning: 'sessions that were possible in that time; 0 where there were none' },
    { name: 'attended', required: always, read: wholeNumber(MOST_SESSIONS), sql: 'int', example: '37', meaning: 'sessions attended' },
    { name: 'authorised', required: always, read: wholeNumber(MOST_SESSIONS), sql: 'int', example: '2', meaning: 'authorised absences; with those attended no more than were possible' },
  ],
  rules,
  keys: [],
};
