import { describe, expect, it } from '@jest/globals';
import { workingDayCommand } from './working-day.js';

describe('working-day', () => {
  it.each([
    ['2026-12-23', '5', '2027-01-04'],
    ['2026-12-23', '+5', '2027-01-04'],
    ['2026-12-23', '-5', '2026-12-16'],
    ['2027-01-07', '-8', '2026-12-23'],
    ['2026-12-26', '0', '2026-12-29'],
    ['2026-12-24', '-0', '2026-12-24'],
  ])('%s %s prints %s and nothing else', (date, number, expected) => {
    expect(workingDayCommand([date, number])).toEqual({ exitCode: 0, stdout: `${expected}\n`, stderr: '' });
  });

  it.each([
    ['2028-12-29', '5'],
    ['2018-01-02', '-1'],
    ['2150-01-01', '-999999'],
  ])('%s %s is not known, and says why', (date, number) => {
    const result = workingDayCommand([date, number]);
    expect(result).toMatchObject({ exitCode: 2, stdout: 'not known\n' });
    expect(result.stderr).toMatch(/^not known: England bank holidays are known only from .*\n$/);
  });

  it.each([
    ['a day that does not exist', ['2026-02-30', '5'], /^'2026-02-30' is not a date/],
    ['a date in the British order', ['23/12/2026', '5'], /is not a date/],
    ['half a day', ['2026-12-23', '0.5'], /^'0.5' is not a number of working days/],
    ['a word', ['2026-12-23', 'five'], /is not a number of working days/],
    ['an empty number', ['2026-12-23', ''], /is not a number of working days/],
    ['more digits than any calendar has', ['2026-12-23', '12345678901234567890'], /is not a number/],
    ['no number', ['2026-12-23'], /^Give a date and a number/],
    ['nothing', [], /^Give a date and a number/],
    ['too much', ['2026-12-23', '5', 'please'], /^Give a date and a number/],
  ])('refuses %s with one sentence', (_, args, sentence) => {
    const result = workingDayCommand(args);
    expect(result).toMatchObject({ exitCode: 2, stdout: '' });
    expect(result.stderr).toMatch(sentence);
    expect(result.stderr.trimEnd()).not.toContain('\n');
  });
});
