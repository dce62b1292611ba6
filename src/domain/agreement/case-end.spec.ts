import { describe, expect, it } from '@jest/globals';
import { aCase, anEnding, aPlacement, aRecord, at } from '../../../test/support/case-facts.js';
import { dutiesOf } from '../../../test/support/duties-of.js';
import { ENGLAND } from '../time/working-days.js';
import { keepsFromMistake } from './case-end.js';
import { deriveDuties } from './derive-duties.js';
import type { CaseFacts } from './facts.js';
import type { RecordFact } from './records.js';
import { BY_DEFAULT } from './settings.js';

const need = (id: number, on: string): RecordFact => aRecord('need', on, { id });
const closing = (on: string, cause: string, id = 9): RecordFact => aRecord('case-closing', on, { id, details: { cause } });
const kw9 = (records: RecordFact[], now: Date): string[] => dutiesOf(aCase({ records }), now, ['KW9']);

describe('a case that is closed', () => {
  const moved = closing('2026-10-20', 'moved-authority');
  const because = 'because another authority has taken over responsibility (Tuesday 20 October 2026)';

  it('closes each duty still open with the reason: of Mon 12 Oct 2026 not late, of Thu 1 Oct late', () => {
    expect(kw9([need(1, '2026-10-12'), need(2, '2026-10-01'), moved], at('2026-11-20 09:00'))).toEqual([
      `KW9/need-1 due 2026-10-26: no longer owed, ${because}`,
      `KW9/need-2 due 2026-10-15: no longer owed, late, ${because}`,
    ]);
  });

  it('leaves what was done before, or on that very day, as it was', () => {
    const outcome = aRecord('need-outcome', '2026-10-20', { id: 5, aboutId: 1 });
    expect(kw9([need(1, '2026-10-12'), outcome, moved], at('2026-11-20 09:00'))).toEqual(['KW9/need-1 due 2026-10-26: met on 2026-10-20']);
  });

  it('has a duty that opens on the very day, closed with it, and none that opens later', () => {
    expect(kw9([need(1, '2026-10-20'), need(2, '2026-10-21'), moved], at('2026-11-20 09:00'))).toEqual([`KW9/need-1 due 2026-11-03: no longer owed, ${because}`]);
  });

  it('is not closed before the day of the closing, and looks again when that begins', () => {
    const facts = aCase({ records: [need(1, '2026-10-12'), moved] });
    expect(dutiesOf(facts, at('2026-10-19 23:59'), ['KW9'])).toEqual(['KW9/need-1 due 2026-10-26: open']);
    const { refreshAt } = deriveDuties(facts, BY_DEFAULT, ENGLAND, at('2026-10-19 12:00'));
    expect(refreshAt).toEqual(at('2026-10-20 00:00'));
  });

  it('is open again, with all that it owed, when the closing is taken back', () => {
    expect(kw9([need(1, '2026-10-12'), need(2, '2026-10-21')], at('2026-10-22 09:00'))).toEqual(['KW9/need-1 due 2026-10-26: open', 'KW9/need-2 due 2026-11-04: open']);
  });

  it('keeps the reason of the first of two closings', () => {
    const [line] = kw9([need(1, '2026-10-12'), closing('2026-10-22', 'died', 8), moved], at('2026-11-20 09:00'));
    expect(line).toContain(because);
  });

  it('keeps the reason of the one with the lower number where both are of one day, in whatever order they are read', () => {
    for (const records of [[moved, closing('2026-10-20', 'died', 10)], [closing('2026-10-20', 'died', 10), moved]]) expect(kw9([need(1, '2026-10-12'), ...records], at('2026-11-20 09:00'))[0]).toContain(because);
  });
});

describe('a case that was registered by mistake', () => {
  const mistake = closing('2026-10-20', 'registered-by-mistake');
  const because = 'because the case was registered by mistake (Tuesday 20 October 2026)';

  it('closes each duty still open with that reason, none of them late: nothing was owed', () => {
    expect(kw9([need(1, '2026-10-12'), need(2, '2026-10-01'), mistake], at('2026-11-20 09:00'))).toEqual([
      `KW9/need-1 due 2026-10-26: no longer owed, ${because}`, `KW9/need-2 due 2026-10-15: no longer owed, ${because}`,
    ]);
  });

  it('keeps what was done, and opens nothing later', () => {
    const outcome = aRecord('need-outcome', '2026-10-19', { id: 5, aboutId: 1 });
    expect(kw9([need(1, '2026-10-12'), outcome, need(2, '2026-10-21'), mistake], at('2026-11-20 09:00'))).toEqual(['KW9/need-1 due 2026-10-26: met on 2026-10-19']);
  });

  it('says so whatever else had ended the case before: another end, its placement, the 25th birthday', () => {
    expect(kw9([need(2, '2026-10-01'), closing('2026-10-16', 'died', 8), mistake], at('2026-11-20 09:00'))).toEqual([`KW9/need-2 due 2026-10-15: no longer owed, ${because}`]);
    const placements = [aPlacement({ id: 3, agreedOn: '2035-01-08', startsOn: '2035-01-09', ending: anEnding('completed', '2035-03-01') })];
    const [line] = dutiesOf(aCase({ placements, records: [closing('2035-04-02', 'registered-by-mistake')] }), at('2035-06-01 09:00'), ['KW3']);
    expect(line).toContain('no longer owed, because the case was registered by mistake (Monday 2 April 2035)');
  });

  it('is not said of while an emergency waits or a risk notice asks for something', () => {
    const keys = ['KW8/emergency-1', 'EP11/notice-9/phone/key-worker', 'EP11M/notice-9', 'EP11S/notice-9/virtual-head', 'EP12/placement-17', 'EP1/provider-5', 'KW9/need-1'];
    expect(keys.filter(keepsFromMistake)).toEqual(keys.slice(0, 4));
  });

  it('is owed again, late as it was, when that is taken back', () => {
    expect(kw9([need(2, '2026-10-01')], at('2026-11-20 09:00'))).toEqual(['KW9/need-2 due 2026-10-15: missed']);
  });
});

describe('the 25th birthday, Wed 14 Mar 2035', () => {
  const facts: CaseFacts = aCase({ placements: [aPlacement({ id: 3, agreedOn: '2035-01-08', startsOn: '2035-03-20' })] });

  it('closes what is open from its first instant on, and says no date of birth', () => {
    expect(dutiesOf(facts, at('2035-03-13 23:59'), ['KW3'])).toEqual(['KW3/placement-3 due 2035-04-19: open']);
    expect(dutiesOf(facts, at('2035-03-14 00:00'), ['KW3'])).toEqual(['KW3/placement-3 due 2035-04-19: no longer owed, because the young person turned 25']);
  });

  it('lets nothing open after it', () => {
    const later = aCase({ records: [need(1, '2035-03-14'), need(2, '2035-03-15')] });
    const keys = deriveDuties(later, BY_DEFAULT, ENGLAND, at('2035-06-01 09:00')).duties.map(({ key }) => key);
    expect(keys).toContain('KW9/need-1');
    expect(keys).not.toContain('KW9/need-2');
  });

  it('does not come first where the case was closed before', () => {
    const [line] = dutiesOf({ ...facts, records: [closing('2035-02-01', 'opted-out')] }, at('2035-06-01 09:00'), ['KW3']);
    expect(line).toContain('no longer owed, because the young person, now 21 or over, wants no further contact (Thursday 1 February 2035)');
  });
});
