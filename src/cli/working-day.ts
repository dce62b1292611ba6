import { parseLocalDate } from '../domain/time/local-date.js';
import { addWorkingDays, ENGLAND, type Calendar } from '../domain/time/working-days.js';
import type { CommandResult } from './command.js';

const WHOLE_NUMBER = /^[+-]?\d{1,6}$/;

/**
 * `lsa working-day 2026-12-23 5`: the day so many England working days after a date, or before it for a negative number.
 * Exit code 2 and 'not known' where the bank holidays are not known, 2 and one sentence where the question was wrong.
 */
export function workingDayCommand(args: string[], calendar: Calendar = ENGLAND): CommandResult {
  const [date, number, ...rest] = args;
  if (date === undefined || number === undefined || rest.length > 0) {
    return refusal('Give a date and a number of working days, for example: working-day 2026-12-23 5');
  }
  const on = parseLocalDate(date);
  if (on === null) {
    return refusal(`'${date}' is not a date: write a day that exists, from 1900 to 2199, as YYYY-MM-DD`);
  }
  if (!WHOLE_NUMBER.test(number)) {
    return refusal(`'${number}' is not a number of working days: write a whole number such as 5 or -5`);
  }
  const result = addWorkingDays(on, Number(number), calendar);
  return result.known
    ? { exitCode: 0, stdout: `${result.on}\n`, stderr: '' }
    : { exitCode: 2, stdout: 'not known\n', stderr: `${result.why}\n` };
}

function refusal(sentence: string): CommandResult {
  return { exitCode: 2, stdout: '', stderr: `${sentence}\n` };
}
