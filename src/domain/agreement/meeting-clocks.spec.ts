import { describe, expect, it } from '@jest/globals';
import { clocksOf, type ClockName, type Meeting, type MeetingClock, type MeetingFacts } from './meeting-clocks.js';

const ALL: Meeting = {
  heldOn: '2026-10-20',
  reasonElsewhere: null,
  attended: ['young-person', 'key-worker', 'designated-person', 'social-worker', 'independent-reviewing-officer'],
  countsFor: ['review', 'personal-education-plan', 'pathway-plan', 'looked-after-review'],
  pepQuality: 'green',
};
const FACTS: MeetingFacts = { bornOn: '2010-03-14', inCare: () => true, planAgreedOn: '2026-06-15', rated: [{ term: '2026-27-autumn', on: '2026-10-20' }, { term: '2025-26-summer', on: '2026-07-31' }], reviewMonths: () => 6, cameIntoCareOn: () => null, lookedAfterReviewMonths: () => 6, reviewed: [], meetings: [] };

const clock = (name: ClockName, meeting: Partial<Meeting>, facts: Partial<MeetingFacts> = {}): MeetingClock | undefined =>
  clocksOf({ ...ALL, ...meeting }, { ...FACTS, ...facts }).find((one) => one.clock === name);

describe('one meeting, several clocks', () => {
  it('satisfies all four on 20 October 2026, and says when each is due again', () => {
    expect(clocksOf(ALL, FACTS).map(({ clock: name, satisfied, nextOn }) => [name, satisfied, nextOn])).toEqual([
      ['KW4', true, '2027-04-20'],
      ['VS5', true, '2027-03-31'],
      ['pathway-plan', true, '2027-04-20'],
      ['looked-after-review', true, '2027-04-20'],
    ]);
  });

  it('satisfies only what it was held as', () => {
    const clocks = clocksOf({ ...ALL, countsFor: ['review'] }, FACTS);
    expect(clocks.filter(({ satisfied }) => satisfied).map((one) => one.clock)).toEqual(['KW4']);
    expect(clocks[2]?.why).toBe('It was not held as a review of the pathway plan.');
  });
});

describe('the review of the education plan (KW4, EP9)', () => {
  it('needs key worker and designated person', () => {
    expect(clock('KW4', { attended: ['young-person'] })).toMatchObject({ satisfied: false, why: 'The key worker was not there. The designated person was not there.' });
  });

  it('is due again from the last one that counted, else from the plan', () => {
    const alone: Partial<Meeting> = { attended: ['designated-person'] };
    expect(clock('KW4', alone)?.nextOn).toBe('2026-12-15');
    expect(clock('KW4', alone, { reviewed: [{ ...ALL, heldOn: '2026-09-01' }] })?.nextOn).toBe('2027-03-01');
  });

  it('may be elsewhere with a recorded reason', () => {
    expect(clock('KW4', { reasonElsewhere: 'By video' })).toMatchObject({ satisfied: true, why: expect.stringContaining('Held elsewhere, and the reason is recorded') });
  });

  it('takes those recorded before roles were asked for as they are', () => {
    expect(clock('KW4', { attended: null })).toMatchObject({ satisfied: true, why: "Held at the provider, and the young person's view is recorded." });
  });

  it('counts from the day on which all three had agreed the plan, that day included', () => {
    expect(clock('KW4', { heldOn: '2026-06-15' })?.satisfied).toBe(true);
    expect(clock('KW4', { heldOn: '2026-06-14' })).toMatchObject({ satisfied: false, nextOn: null });
    expect(clock('KW4', {}, { planAgreedOn: null })?.satisfied).toBe(false);
  });

  it('is due again by the setting of the authority, on the last day of a shorter month', () => {
    expect(clock('KW4', { heldOn: '2026-08-31' })?.nextOn).toBe('2027-02-28');
    expect(clock('KW4', { heldOn: '2026-08-31' }, { reviewMonths: () => 3 })?.nextOn).toBe('2026-11-30');
  });
});

describe('the personal education plan of the term (VS5)', () => {
  it('needs a rating', () => {
    expect(clock('VS5', { pepQuality: null }, { rated: [] })).toMatchObject({ satisfied: false, why: 'Its quality was not rated.', nextOn: '2026-12-31' });
  });

  it('needs that of the Virtual School: what others found keeps nothing, until it has rated the term on that day or after', () => {
    expect(clock('VS5', {}, { rated: [] })).toMatchObject({ satisfied: false, why: 'The Virtual School has not rated it.', nextOn: '2026-12-31' });
    expect(clock('VS5', {}, { rated: [{ term: '2026-27-autumn', on: '2026-10-19' }] })?.satisfied).toBe(false);
    expect(clock('VS5', { pepQuality: null }, { rated: [{ term: '2026-27-autumn', on: '2026-11-30' }] })?.satisfied).toBe(true);
  });

  it('is of no term in August, and due by the end of the autumn', () => {
    expect(clock('VS5', { heldOn: '2026-08-31' })).toMatchObject({ satisfied: false, why: 'August is in no term.', nextOn: '2026-12-31' });
  });

  it('is due again at the end of the autumn after a meeting in the summer term', () => {
    expect(clock('VS5', { heldOn: '2026-07-31' })?.nextOn).toBe('2026-12-31');
  });
});

describe('the pathway plan', () => {
  it('is for those who are 16, from the birthday on', () => {
    expect(clock('pathway-plan', { heldOn: '2026-03-13' })).toMatchObject({ satisfied: false, why: 'The young person was under 16.' });
    expect(clock('pathway-plan', { heldOn: '2026-03-14' })?.satisfied).toBe(true);
  });

  it('needs the young person, and a social worker or a personal adviser', () => {
    expect(clock('pathway-plan', { attended: ['young-person', 'personal-adviser'] })?.satisfied).toBe(true);
    expect(clock('pathway-plan', { attended: ['key-worker'] })?.why).toBe('The young person was not there. Neither social worker nor personal adviser was there.');
  });

  it('is in time on the last day of six calendar months after the last, and late on the next, from which it is counted again', () => {
    const meetings = [{ ...ALL, heldOn: '2026-04-20' }, { ...ALL, heldOn: '2026-03-20' }];
    expect(clock('pathway-plan', { heldOn: '2026-10-20' }, { meetings })?.satisfied).toBe(true);
    expect(clock('pathway-plan', { heldOn: '2026-10-21' }, { meetings })).toMatchObject({
      clock: 'pathway-plan', satisfied: false, why: 'It came more than 6 calendar months after the last one.', nextOn: '2027-04-21',
    });
  });

  it('is still due after the last one where this was none', () => {
    expect(clock('pathway-plan', { attended: ['key-worker'] }, { meetings: [{ ...ALL, heldOn: '2026-07-01' }] })?.nextOn).toBe('2027-01-01');
    expect(clock('pathway-plan', { attended: ['key-worker'] })?.nextOn).toBe(null);
  });
});

describe('the looked-after review', () => {
  it('is for those in care under 18, chaired by the independent reviewing officer', () => {
    expect(clock('looked-after-review', { heldOn: '2028-03-13' })?.satisfied).toBe(true);
    expect(clock('looked-after-review', { heldOn: '2028-03-14' })?.why).toBe('The young person was 18 or over.');
    expect(clock('looked-after-review', {}, { inCare: () => false })?.why).toBe('The young person was not in care.');
    expect(clock('looked-after-review', { attended: ['key-worker'] })?.why).toBe('No independent reviewing officer was in the chair.');
  });
});

describe('the next looked-after review', () => {
  const next = (facts: Partial<MeetingFacts>, meeting: Partial<Meeting> = {}) => clock('looked-after-review', meeting, facts)?.nextOn;

  it('is due by the setting of the authority', () => {
    expect([next({}), next({ lookedAfterReviewMonths: () => 4 })]).toEqual(['2027-04-20', '2027-02-20']);
  });

  it('is not said after the first of those since they came into care on 1 September 2026, and is from the second on', () => {
    const cameIntoCareOn = () => '2026-09-01';
    expect(next({ cameIntoCareOn })).toBeNull();
    expect(next({ cameIntoCareOn, meetings: [{ ...ALL, heldOn: '2026-08-31' }] })).toBeNull();
    expect(next({ cameIntoCareOn, meetings: [{ ...ALL, heldOn: '2026-09-25' }] })).toBe('2027-04-20');
  });
});
