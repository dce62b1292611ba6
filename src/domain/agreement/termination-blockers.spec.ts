import { describe, expect, it } from '@jest/globals';
import { aFollowedProcedure, aNotice, aPlacement, at } from '../../../test/support/case-facts.js';
import type { RiskNoticeFact } from './facts.js';
import { terminationBlockers } from './termination-blockers.js';

const occurredAt = at('2026-10-30 16:00');
const blockersOn = (endedOn: string, ...riskNotices: RiskNoticeFact[]): string[] =>
  terminationBlockers(aPlacement({ riskNotices }), endedOn).map((blocker) =>
    blocker.code === 'LEG_OPEN' ? `${blocker.code} ${blocker.channel} ${blocker.to}` : blocker.code,
  );
const blockers = (...riskNotices: RiskNoticeFact[]): string[] => blockersOn('2026-11-30', ...riskNotices);

describe('a provider may end a placement (EP12)', () => {
  it('after all four legs and the meeting', () => {
    expect(blockers(aFollowedProcedure(occurredAt))).toEqual([]);
  });

  it('not without any risk notice', () => {
    expect(blockers()).toEqual(['NO_RISK_NOTICE']);
  });

  it('not while nothing of the notice is done: every leg and the meeting is named', () => {
    expect(blockers(aNotice(occurredAt))).toEqual([
      'LEG_OPEN phone key-worker',
      'LEG_OPEN phone key-contact',
      'LEG_OPEN email key-worker',
      'LEG_OPEN email key-contact',
      'MEETING_NOT_HELD',
    ]);
  });

  it('not while one call was not answered, or only a voicemail was left', () => {
    const followed = aFollowedProcedure(occurredAt);
    const [first] = followed.calls;
    expect(blockers({ ...followed, calls: first ? [first, { to: 'key-contact', calledAt: occurredAt, outcome: 'voicemail' }] : [] })).toEqual([
      'LEG_OPEN phone key-contact',
    ]);
  });

  it('not after a meeting held before the day it occurred', () => {
    expect(blockers({ ...aFollowedProcedure(occurredAt), meetings: [{ id: 1, heldOn: '2026-10-29', outcome: 'ends' }] })).toEqual(['MEETING_NOT_HELD']);
  });

  it('not on the strength of an older notice: the newest one counts', () => {
    const older = { ...aFollowedProcedure(at('2026-09-30 10:00')), id: 8 };
    expect(blockers(aNotice(occurredAt), older)).toContain('MEETING_NOT_HELD');
    expect(blockers(aFollowedProcedure(occurredAt), aNotice(at('2026-09-30 10:00'), { id: 8 }))).toEqual([]);
  });

  it('not after a meeting that decided to meet again, before one that decides', () => {
    const followed = aFollowedProcedure(occurredAt);
    const [first] = followed.meetings;
    const again = { id: 2, heldOn: '2026-11-05', outcome: 'meets-again' as const };
    expect(blockers({ ...followed, meetings: [again] })).toEqual(['NOT_DECIDED']);
    expect(blockers({ ...followed, meetings: [again, { ...again, id: 3, heldOn: '2026-11-09', outcome: 'moves' }] })).toEqual([]);
    expect(blockers({ ...followed, meetings: first ? [first] : [] })).toEqual([]);
  });

  it('not on a risk that was settled: on 1 Mar 2028, where the meeting of 5 Nov 2026 decided that the young person stays', () => {
    const settled: RiskNoticeFact = { ...aFollowedProcedure(occurredAt), meetings: [{ id: 1, heldOn: '2026-11-05', outcome: 'stays' }] };
    expect(blockersOn('2028-03-01', settled)).toEqual(['RISK_SETTLED']);
    const decidedLater: RiskNoticeFact = { ...settled, meetings: [...settled.meetings, { id: 2, heldOn: '2026-12-01', outcome: 'ends' }] };
    expect(blockersOn('2028-03-01', decidedLater)).toEqual(['RISK_SETTLED']);
    expect(blockersOn('2028-03-01', settled, { ...aFollowedProcedure(at('2028-02-01 10:00')), id: 10 })).toEqual([]);
  });

  it('not by what was done after it: an exclusion on Thu 1 Oct recorded after the procedure of Thu 15 Oct', () => {
    const followed = aFollowedProcedure(at('2026-10-15 16:00'));
    expect(blockersOn('2026-10-01', followed)).toEqual(['NO_RISK_NOTICE']);
    expect(blockersOn('2026-10-14', followed)).toEqual(['NO_RISK_NOTICE']);
    expect(blockersOn('2026-10-15', followed)).toEqual([]);
  });

  it('not on the strength of calls, e-mails, acknowledgements or a meeting of a later day, by London’s clocks', () => {
    const ending = '2026-10-20';
    const followed = aFollowedProcedure(at('2026-10-20 23:30')); // told at 00:30 in London, still 20 October in UTC
    expect(blockersOn(ending, { ...followed, meetings: [{ id: 1, heldOn: ending, outcome: 'ends' }] })).toEqual([
      'LEG_OPEN phone key-worker',
      'LEG_OPEN phone key-contact',
      'LEG_OPEN email key-worker',
      'LEG_OPEN email key-contact',
    ]);
    expect(blockersOn(ending, { ...aFollowedProcedure(at('2026-10-20 22:00')), meetings: [{ id: 1, heldOn: '2026-10-21', outcome: 'ends' }] })).toEqual(['MEETING_NOT_HELD']);
    expect(blockersOn(ending, aFollowedProcedure(at('2026-10-20 20:00')), aNotice(at('2026-10-21 09:00'), { id: 10 }))).toEqual([]);
    const voicemail = { to: 'key-worker' as const, calledAt: at('2026-10-20 21:00'), outcome: 'voicemail' as const };
    const early = aFollowedProcedure(at('2026-10-20 20:00'));
    const calls = [voicemail, ...early.calls.filter(({ to }) => to === 'key-contact')];
    expect(blockersOn(ending, { ...early, calls, acknowledgements: [{ by: 'key-worker', acknowledgedAt: at('2026-10-21 08:00') }] })).toEqual(['LEG_OPEN phone key-worker']);
  });

  it('is told what to do first, in a sentence for each reason', () => {
    expect(terminationBlockers(aPlacement({ riskNotices: [aNotice(occurredAt)] }), '2026-10-30').map((blocker) => blocker.message)).toEqual([
      'Tell the key worker by phone first: that leg of the risk notice is open (EP11).',
      'Tell the Virtual School key contact by phone first: that leg of the risk notice is open (EP11).',
      'Tell the key worker by e-mail first: that leg of the risk notice is open (EP11).',
      'Tell the Virtual School key contact by e-mail first: that leg of the risk notice is open (EP11).',
      "Hold the professionals' meeting first, and record who was there and its outcome (EP11M).",
    ]);
  });
});
