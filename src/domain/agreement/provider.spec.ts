import { describe, expect, it } from '@jest/globals';
import { aCase, aFollowedProcedure, aNotice, anEnding, aPlacement, at } from '../../../test/support/case-facts.js';
import { dutiesOf } from '../../../test/support/duties-of.js';
import type { EndingFact, MeetingFact, RiskNoticeFact } from './facts.js';

const occurredAt = at('2026-10-30 16:00');
const of = (start: string, notice: Partial<RiskNoticeFact>, now?: Date, ending: EndingFact | null = null): string[] =>
  dutiesOf(aCase({ placements: [aPlacement({ riskNotices: [aNotice(occurredAt, notice)], ending })] }), now).filter((line) => line.startsWith(start));
const phone = (notice: Partial<RiskNoticeFact>, now?: Date): string => of('EP11/notice-9/phone/key-contact', notice, now)[0] ?? 'none';
const call = (outcome: RiskNoticeFact['calls'][number]['outcome'], time: string, to: 'key-worker' | 'key-contact' = 'key-contact') => ({
  to,
  outcome,
  calledAt: at(time),
});

describe('the risk notice (EP11)', () => {
  it('of a suspension at 16:00 on Fri 30 Oct 2026 has four legs, each owed until midnight', () => {
    expect(of('EP11/', {}, at('2026-10-30 23:59'))).toEqual([
      'EP11/notice-9/email/key-contact due 2026-10-30: open',
      'EP11/notice-9/email/key-worker due 2026-10-30: open',
      'EP11/notice-9/phone/key-contact due 2026-10-30: open',
      'EP11/notice-9/phone/key-worker due 2026-10-30: open',
    ]);
    expect(of('EP11/', {}, at('2026-10-31 00:00')).every((line) => line.endsWith('missed'))).toBe(true);
  });

  it('of yesterday, recorded today, is missed already', () => {
    expect(phone({}, at('2026-10-31 09:00'))).toContain('missed');
  });

  it('is met by e-mail with the first e-mail to that person', () => {
    const emails = [{ to: 'key-worker' as const, sentAt: at('2026-10-30 16:02') }];
    expect(of('EP11/notice-9/email', { emails })).toEqual([
      'EP11/notice-9/email/key-contact due 2026-10-30: missed',
      'EP11/notice-9/email/key-worker due 2026-10-30: met on 2026-10-30 at 2026-10-30T16:02:00Z',
    ]);
  });

  it('is met by phone when somebody spoke or called back', () => {
    expect(phone({ calls: [call('spoke', '2026-10-30 16:20')] })).toContain('met on 2026-10-30 at 2026-10-30T16:20:00Z');
    expect(phone({ calls: [call('called-back', '2026-10-30 17:05')] })).toContain('met on 2026-10-30 at 2026-10-30T17:05:00Z');
  });

  it('is not met by a call that nobody answered, nor by one to the other person', () => {
    expect(phone({ calls: [call('no-answer', '2026-10-30 16:20'), call('spoke', '2026-10-30 16:25', 'key-worker')] })).toContain('missed');
  });

  it("is met by a voicemail only with that same person's acknowledgement of the e-mail, at the later of the two", () => {
    const calls = [call('voicemail', '2026-10-30 16:20')];
    const by = (who: 'key-worker' | 'key-contact', time: string) => [{ by: who, acknowledgedAt: at(time) }];
    expect(phone({ calls })).toContain('missed');
    expect(phone({ calls, acknowledgements: by('key-worker', '2026-10-30 16:30') })).toContain('missed');
    expect(phone({ calls, acknowledgements: by('key-contact', '2026-10-31 08:00') })).toContain('met late on 2026-10-31 at 2026-10-31T08:00:00Z');
    expect(phone({ calls, acknowledgements: by('key-contact', '2026-10-30 16:10') })).toContain('met on 2026-10-30 at 2026-10-30T16:20:00Z');
  });

  it('is not met by an acknowledgement alone, nor with a call that nobody answered', () => {
    const acknowledgements = [{ by: 'key-contact' as const, acknowledgedAt: at('2026-10-30 16:10') }];
    expect(phone({ acknowledgements })).toContain('missed');
    expect(phone({ acknowledgements, calls: [call('no-answer', '2026-10-30 16:20')] })).toContain('missed');
  });

  it('is met by whichever came first: a call back, or the acknowledgement after a voicemail', () => {
    const calls = [call('voicemail', '2026-10-30 16:20'), call('called-back', '2026-10-30 18:00')];
    const acknowledgements = [{ by: 'key-contact' as const, acknowledgedAt: at('2026-10-30 17:00') }];
    expect(phone({ calls, acknowledgements })).toContain('at 2026-10-30T17:00:00Z');
    expect(phone({ calls })).toContain('at 2026-10-30T18:00:00Z');
  });

  it('stays owed, and so does the meeting, where it is the provider that says that the young person left, completed or moved on', () => {
    for (const kind of ['left-early', 'completed', 'transferred'] as const) {
      const said = of('EP11', {}, undefined, anEnding(kind, '2026-10-30', { recordedByProvider: true }));
      expect([said.length, said.every((line) => line.endsWith('missed'))]).toEqual([5, true]);
    }
  });

  it('is no longer owed when the home authority records that the young person left, and stays owed when the provider ended it', () => {
    const left = of('EP11', {}, undefined, anEnding('left-early', '2026-10-30'));
    expect(left).toHaveLength(5);
    expect(left.every((line) => line.includes('no longer owed, because'))).toBe(true);
    const ended = of('EP11', {}, undefined, anEnding('permanently-excluded', '2026-10-30'));
    expect(ended.every((line) => line.endsWith('missed'))).toBe(true);
  });
});

describe("the professionals' meeting (EP11M)", () => {
  it('is owed 5 working days after Fri 30 Oct 2026: by Fri 6 Nov', () => {
    expect(of('EP11M', {}, at('2026-11-06 23:59'))).toEqual(['EP11M/notice-9 due 2026-11-06: open']);
    expect(of('EP11M', {}, at('2026-11-07 00:00'))).toEqual(['EP11M/notice-9 due 2026-11-06: missed']);
  });

  it('is met on the first meeting held on or after the day', () => {
    const meetings: MeetingFact[] = [
      { id: 3, heldOn: '2026-11-09', outcome: 'ends' },
      { id: 2, heldOn: '2026-11-05', outcome: 'ends' },
      { id: 1, heldOn: '2026-10-29', outcome: 'ends' },
    ];
    expect(of('EP11M', { meetings })).toEqual(['EP11M/notice-9 due 2026-11-06: met on 2026-11-05']);
    expect(of('EP11M', { meetings: meetings.slice(2) })).toEqual(['EP11M/notice-9 due 2026-11-06: missed']);
    expect(of('EP11M', { meetings: [{ id: 1, heldOn: '2026-10-30', outcome: 'ends' }] })).toEqual(['EP11M/notice-9 due 2026-11-06: met on 2026-10-30']);
  });

  it('decided to meet again opens the next: of Thu 5 Nov 2026 one by Thu 12 Nov, kept by whatever meeting comes next', () => {
    const again: MeetingFact = { id: 3, heldOn: '2026-11-05', outcome: 'meets-again' };
    expect(of('EP11M', { meetings: [again] }, at('2026-11-13 00:00'))).toEqual(['EP11M/notice-9 due 2026-11-06: met on 2026-11-05', 'EP11M/notice-9/after-meeting-3 due 2026-11-12: missed']);
    const next: MeetingFact = { id: 2, heldOn: '2026-11-13', outcome: 'stays' };
    expect(of('EP11M', { meetings: [next, again] })).toEqual(['EP11M/notice-9 due 2026-11-06: met on 2026-11-05', 'EP11M/notice-9/after-meeting-3 due 2026-11-12: met late on 2026-11-13']);
  });

  it('is shown as not known past the published bank holidays', () => {
    const late = aCase({ placements: [aPlacement({ riskNotices: [aNotice(at('2028-12-28 10:00'))] })] });
    expect(dutiesOf(late, at('2029-06-01 09:00'))).toContain('EP11M/notice-9 due not known: open');
  });
});

describe('the statutory notice of a suspension (EP11S)', () => {
  const statutory = (notice: Partial<RiskNoticeFact>, now?: Date, ending: EndingFact | null = null, providerType = 'school-sixth-form'): string[] =>
    dutiesOf(aCase({ placements: [aPlacement({ providerType, riskNotices: [aNotice(occurredAt, notice)], ending })] }), now, ['EP11S']);

  it('of a sixth form on Fri 30 Oct 2026 goes to the social worker and the Virtual School Head that day', () => {
    const both = ['EP11S/notice-9/social-worker due 2026-10-30: open', 'EP11S/notice-9/virtual-head due 2026-10-30: open'];
    expect(statutory({}, at('2026-10-30 15:59'))).toEqual([]);
    expect(statutory({}, at('2026-10-30 23:59'))).toEqual(both);
    expect(statutory({ kind: 'fixed-term-exclusion' }, at('2026-10-30 16:00'))).toEqual(both);
    expect(statutory({}, at('2026-10-31 00:00'))).toEqual(both.map((line) => line.replace('open', 'missed')));
  });

  it('of a permanent exclusion on Thu 12 Nov 2026 is owed that day, whatever was reported before, and by a school alone', () => {
    const excluded = (providerType: string, facts: Partial<EndingFact> = {}): string[] =>
      dutiesOf(aCase({ placements: [aPlacement({ providerType, ending: anEnding('permanently-excluded', '2026-11-12', { id: 4, ...facts }) })] }), undefined, ['EP11S']);
    expect(excluded('school-sixth-form', { statutoryEmails: [{ to: 'social-worker', sentAt: at('2026-11-12 12:01') }] })).toEqual([
      'EP11S/ending-4/social-worker due 2026-11-12: met on 2026-11-12 at 2026-11-12T12:01:00Z',
      'EP11S/ending-4/virtual-head due 2026-11-12: missed',
    ]);
    expect(excluded('further-education-college')).toEqual([]);
    expect(excluded('school-sixth-form', { kind: 'ended-by-provider' })).toEqual([]);
  });

  it('binds no college, academy or other provider, and no notice that is not a suspension', () => {
    for (const type of ['further-education-college', 'sixth-form-college', 'independent-training-provider']) expect(statutory({}, undefined, null, type)).toEqual([]);
    for (const kind of ['at-risk', 'sent-home'] as const) expect(statutory({ kind })).toEqual([]);
  });

  it('is kept by the first e-mail to each, and not by that of EP11', () => {
    const statutoryEmails = ['2026-10-31 09:00', '2026-10-30 16:03'].map((time) => ({ to: 'virtual-head' as const, sentAt: at(time) }));
    expect(statutory({ statutoryEmails, emails: [{ to: 'key-worker', sentAt: at('2026-10-30 16:02') }] })).toEqual([
      'EP11S/notice-9/social-worker due 2026-10-30: missed',
      'EP11S/notice-9/virtual-head due 2026-10-30: met on 2026-10-30 at 2026-10-30T16:03:00Z',
    ]);
  });

  it('is no longer owed when the young person left, and stays owed when the provider ended it', () => {
    expect(statutory({}, undefined, anEnding('left-early', '2026-10-30')).every((line) => line.includes('no longer owed'))).toBe(true);
    expect(statutory({}, undefined, anEnding('permanently-excluded', '2026-10-30')).every((line) => line.endsWith('missed'))).toBe(true);
  });
});

describe('a provider does not end it without the procedure (EP12)', () => {
  it('is kept on the day of an ending after the procedure', () => {
    const placement = aPlacement({ riskNotices: [aFollowedProcedure(occurredAt)], ending: anEnding('ended-by-provider', '2026-11-12') });
    expect(dutiesOf(aCase({ placements: [placement] }))).toContain('EP12/placement-17 due 2026-11-12: met on 2026-11-12');
  });

  it('is missed from the start of the day of an ending in breach, whatever happens after', () => {
    const placement = aPlacement({ riskNotices: [aFollowedProcedure(at('2026-11-13 09:00'))], ending: anEnding('permanently-excluded', '2026-11-12') });
    expect(dutiesOf(aCase({ placements: [placement] }))).toContain('EP12/placement-17 due 2026-11-12T00:00:00Z: missed');
  });

  it('is closed after a breach only by a recorded reason, and stays late', () => {
    const facts = aCase({
      placements: [aPlacement({ ending: anEnding('permanently-excluded', '2026-11-12') })],
      releases: [{ dutyKey: 'EP12/placement-17', reason: 'challenged; the provider took the exclusion back', releasedAt: at('2026-11-20 10:00') }],
    });
    expect(dutiesOf(facts)).toContain('EP12/placement-17 due 2026-11-12T00:00:00Z: no longer owed, late, because challenged; the provider took the exclusion back');
  });

  it('is not there when the young person left', () => {
    const placement = aPlacement({ ending: anEnding('left-early', '2026-11-12') });
    expect(dutiesOf(aCase({ placements: [placement] })).join()).not.toContain('EP12');
  });
});
