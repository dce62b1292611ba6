import { describe, expect, it } from '@jest/globals';
import { at } from '../../../test/support/case-facts.js';
import { formatInstant } from '../time/london.js';
import { ENGLAND } from '../time/working-days.js';
import {
  emergencyLimit, endingLimit, endOfYear11Limit, handoverLimit, isLate, keyWorkerLimit, keyWorkerNoticeLimit, meetingLimit, planLimit, reviewLimit,
  riskNoticeLimit, vacancyLimit, type TimeLimit,
} from './due.js'; // prettier-ignore

/** A time limit in one line: the last day or instant, then from when it is missed. */
function say({ due }: TimeLimit): string {
  if (due.kind === 'not known') return due.why;
  return `${due.kind === 'day' ? due.on : formatInstant(due.at)}, missed from ${formatInstant(due.missedFrom)}`;
}

describe('the plan (KW3, EP8)', () => {
  it.each([
    ['Mon 7 Sep 2026', '2026-09-07', '2026-10-07, missed from 2026-10-07T23:00:00Z'],
    ['Thu 1 Oct 2026, over the clocks going back on 25 Oct', '2026-10-01', '2026-10-31, missed from 2026-11-01T00:00:00Z'],
    ['Mon 31 Jan 2028, over a 29 February', '2028-01-31', '2028-03-01, missed from 2028-03-02T00:00:00Z'],
    ['Fri 26 Feb 2027, over the clocks going forward on 28 Mar', '2027-02-26', '2027-03-28, missed from 2027-03-28T23:00:00Z'],
  ])('for a start on %s has thirty days', (_, startsOn, expected) => {
    expect(say(planLimit(startsOn, 30))).toBe(expected);
  });

  it('is best made from 1 May to 31 July before a start from 1 August to 31 October, and at no such time otherwise', () => {
    const preferred = { from: '2026-05-01', to: '2026-07-31' };
    expect(planLimit('2026-08-01', 30).preferred).toEqual(preferred);
    expect(planLimit('2026-10-31', 30).preferred).toEqual(preferred);
    expect(planLimit('2026-07-31', 30).preferred).toBeNull();
    expect(planLimit('2026-11-01', 30).preferred).toBeNull();
  });

  it('has the day before the start as its target: Sun 28 Feb 2027 before Mon 1 Mar', () => {
    expect(planLimit('2027-03-01', 30).targetOn).toBe('2027-02-28');
  });

  it('follows a stricter setting: 20 days, and 5 months for the review, in figures', () => {
    expect(planLimit('2026-09-07', 20).why).toMatch(/^20 days after the start on Monday 7 September 2026, so the last day is Sunday 27 September 2026/);
    expect(reviewLimit('2026-08-31', 'plan', 5).why).toMatch(/^5 calendar months after the plan of Monday 31 August 2026, so the last day is Sunday 31 January 2027/);
  });

  it('says why, with the days and the midnight', () => {
    expect(planLimit('2026-10-01', 30).why).toBe(
      'Thirty days after the start on Thursday 1 October 2026, so the last day is Saturday 31 October 2026 and it is missed from 00:00 GMT on Sunday 1 November 2026.',
    );
  });
});

describe('the review (KW4, EP9)', () => {
  it.each([
    ['31 Aug 2026', '2026-08-31', '2027-02-28, missed from 2027-03-01T00:00:00Z'],
    ['29 Aug 2027', '2027-08-29', '2028-02-29, missed from 2028-03-01T00:00:00Z'],
    ['9 Oct 2026', '2026-10-09', '2027-04-09, missed from 2027-04-09T23:00:00Z'],
  ])('after a meeting on %s is due six calendar months later', (_, metOn, expected) => {
    expect(say(reviewLimit(metOn, 'review meeting', 6))).toBe(expected);
  });

  it('says so where the sixth month is too short', () => {
    expect(reviewLimit('2026-08-31', 'plan', 6).why).toContain('the sixth month has no such day');
    expect(reviewLimit('2026-08-28', 'plan', 6).why).not.toContain('no such day');
  });
});

describe('the emergency (KW8)', () => {
  it('of 12:00 on Sat 27 Mar 2027 is to be answered by 13:00 BST on Sunday: 24 elapsed hours', () => {
    const limit = emergencyLimit(at('2027-03-27 12:00'), 24);
    expect(say(limit)).toBe('2027-03-28T12:00:00Z, missed from 2027-03-28T12:00:00Z');
    expect(limit.why).toBe('24 elapsed hours after 12:00 GMT on Saturday 27 March 2027, so by 13:00 BST on Sunday 28 March 2027.');
  });

  it('of 12:00 on Sat 24 Oct 2026 is to be answered by 11:00 GMT on Sunday', () => {
    expect(say(emergencyLimit(at('2026-10-24 12:00'), 24))).toBe('2026-10-25T11:00:00Z, missed from 2026-10-25T11:00:00Z');
  });
});

describe('the risk notice (EP11, EP11M)', () => {
  it('of Fri 30 Oct 2026 is owed that day', () => {
    expect(say(riskNoticeLimit('2026-10-30'))).toBe('2026-10-30, missed from 2026-10-31T00:00:00Z');
  });

  it("of Fri 18 Dec 2026 has its professionals' meeting by Tue 29 Dec: Christmas Day and Mon 28 Dec do not count", () => {
    expect(say(meetingLimit('2026-12-18', 5, ENGLAND))).toBe('2026-12-29, missed from 2026-12-30T00:00:00Z');
  });

  it('of Thu 28 Dec 2028 has no known day for its meeting: the bank holidays of 2029 are not published', () => {
    const limit = meetingLimit('2028-12-28', 5, ENGLAND);
    expect(limit.due.kind).toBe('not known');
    expect(limit.why).toMatch(/^not known: England bank holidays are known only .* 5 working days after Thursday 28 December 2028 lies outside$/);
  });
});

describe('the key worker (SC1, SC2)', () => {
  it('of someone born 31 Aug 2011 is in place by Fri 25 Jun 2027, born 1 Sep 2011 by Fri 30 Jun 2028', () => {
    expect(say(endOfYear11Limit('2011-08-31'))).toBe('2027-06-25, missed from 2027-06-25T23:00:00Z');
    expect(say(endOfYear11Limit('2011-09-01'))).toBe('2028-06-30, missed from 2028-06-30T23:00:00Z');
  });

  it('is needed by the end of Year 11 up to that very day, and 5 working days later from the next', () => {
    expect(say(keyWorkerLimit('2011-08-31', '2027-06-25', 5, ENGLAND))).toBe('2027-06-25, missed from 2027-06-25T23:00:00Z');
    expect(say(keyWorkerLimit('2011-08-31', '2027-06-26', 5, ENGLAND))).toBe('2027-07-02, missed from 2027-07-02T23:00:00Z');
  });

  it('who left on Thu 24 Dec 2026 is replaced by Tue 5 Jan 2027: three bank holidays lie between', () => {
    expect(say(vacancyLimit('2026-12-24', 5, ENGLAND))).toBe('2027-01-05, missed from 2027-01-06T00:00:00Z');
  });

  it('takes over from the social worker 5 working days after a birthday that the reason does not give away', () => {
    const limit = handoverLimit('2028-04-13', 5, ENGLAND);
    expect(say(limit)).toBe('2028-04-24, missed from 2028-04-24T23:00:00Z');
    expect(limit.why).toMatch(/^5 working days after the day on which the social worker hands over \(Monday to Friday, bank holidays left out\), so the last day is Monday 24 April 2028/);
    expect(limit.why).not.toContain('13 April');
  });

  it('who changed on Fri 28 Aug 2026 is told to the provider on Tuesday when Monday is a bank holiday', () => {
    expect(say(keyWorkerNoticeLimit('2026-08-28', 1, ENGLAND))).toBe('2026-09-01, missed from 2026-09-01T23:00:00Z');
  });

  it('follows a stricter setting: 2 working days instead of 5', () => {
    expect(say(vacancyLimit('2026-11-04', 2, ENGLAND))).toBe('2026-11-06, missed from 2026-11-07T00:00:00Z');
  });
});

describe("a provider's ending (EP12)", () => {
  it('after the procedure is done on its day; in breach it is missed from the start of that day', () => {
    expect(say(endingLimit('2026-11-12', false))).toBe('2026-11-12, missed from 2026-11-13T00:00:00Z');
    expect(say(endingLimit('2026-11-12', true))).toBe('2026-11-12T00:00:00Z, missed from 2026-11-12T00:00:00Z');
  });
});

describe('lateness', () => {
  const day = planLimit('2026-09-07', 30).due;
  const hour = emergencyLimit(at('2027-03-27 12:00'), 24).due;

  it('of a day deadline begins with the next local day: 23:59 on Wed 7 Oct 2026 is in time', () => {
    expect(isLate(day, { on: '2026-10-07', at: at('2026-10-07 23:59') })).toBe(false);
    expect(isLate(day, { on: '2026-10-08', at: at('2026-10-08 00:00') })).toBe(true);
  });

  it('of an hour deadline begins after its instant: 13:00 BST on Sun 28 Mar 2027 is in time, a millisecond later is not', () => {
    const last = at('2027-03-28 13:00');
    expect(isLate(hour, { on: '2027-03-28', at: last })).toBe(false);
    expect(isLate(hour, { on: '2027-03-28', at: new Date(last.getTime() + 1) })).toBe(true);
  });

  it('cannot be said where the due time is not known', () => {
    expect(isLate({ kind: 'not known', why: 'not known: …' }, { on: '2040-01-01', at: null })).toBe(false);
  });
});
