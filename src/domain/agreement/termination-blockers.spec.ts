import { describe, expect, it } from '@jest/globals';
import { aFollowedProcedure, aNotice, aPlacement, at } from '../../../test/support/case-facts.js';
import type { RiskNoticeFact } from './facts.js';
import { terminationBlockers } from './termination-blockers.js';

const occurredAt = at('2026-10-30 16:00');
const blockers = (...riskNotices: RiskNoticeFact[]): string[] =>
  terminationBlockers(aPlacement({ riskNotices })).map((blocker) =>
    blocker.code === 'LEG_OPEN' ? `${blocker.code} ${blocker.channel} ${blocker.to}` : blocker.code,
  );

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
    expect(blockers({ ...aFollowedProcedure(occurredAt), meetings: [{ id: 1, heldOn: '2026-10-29' }] })).toEqual(['MEETING_NOT_HELD']);
  });

  it('not on the strength of an older notice: the newest one counts', () => {
    const older = { ...aFollowedProcedure(at('2026-09-30 10:00')), id: 8 };
    expect(blockers(aNotice(occurredAt), older)).toContain('MEETING_NOT_HELD');
    expect(blockers(aFollowedProcedure(occurredAt), aNotice(at('2026-09-30 10:00'), { id: 8 }))).toEqual([]);
  });

  it('is told what to do first, in a sentence for each reason', () => {
    expect(terminationBlockers(aPlacement({ riskNotices: [aNotice(occurredAt)] })).map((blocker) => blocker.message)).toEqual([
      'Tell the key worker by phone first: that leg of the risk notice is open (EP11).',
      'Tell the Virtual School key contact by phone first: that leg of the risk notice is open (EP11).',
      'Tell the key worker by e-mail first: that leg of the risk notice is open (EP11).',
      'Tell the Virtual School key contact by e-mail first: that leg of the risk notice is open (EP11).',
      "Hold the professionals' meeting first, and record who was there and its outcome (EP11M).",
    ]);
  });
});
