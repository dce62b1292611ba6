import { describe, expect, it } from '@jest/globals';
import { aCase, anEnding, aPlacement, aRecord, at } from '../../../test/support/case-facts.js';
import { dutiesOf } from '../../../test/support/duties-of.js';
import type { ClauseId } from './clauses.js';
import type { PlacementFact } from './facts.js';
import { ENTITLEMENTS } from './records/provider.js';
import type { RecordFact } from './records.js';

/** A placement agreed on Wed 20 May 2026 that starts on Mon 7 Sep 2026. */
const of = (clause: ClauseId, records: RecordFact[], now?: Date, placement: Partial<PlacementFact> = {}): string[] =>
  dutiesOf(aCase({ placements: [aPlacement(placement)], records }), now, [clause]);

describe('visits (EP3)', () => {
  const visit = (moment: string, on: string): RecordFact => aRecord('visit', on, { details: { moment } });

  it('are owed by the start, and within 42 days after it: Mon 19 Oct 2026', () => {
    expect(of('EP3', [], at('2026-09-08 00:00'))).toEqual(['EP3/placement-17/post-entry due 2026-10-19: open', 'EP3/placement-17/pre-entry due 2026-09-07: missed']);
    expect(of('EP3', [], at('2026-10-20 00:00'))[0]).toBe('EP3/placement-17/post-entry due 2026-10-19: missed');
  });

  it('after a start on Mon 31 Jan 2028 are owed until Mon 13 Mar: February has 29 days', () => {
    expect(of('EP3', [], at('2028-02-01 00:00'), { startsOn: '2028-01-31' })).toEqual(['EP3/placement-17/post-entry due 2028-03-13: open', 'EP3/placement-17/pre-entry due 2028-01-31: missed']);
  });

  it('are owed no more once the placement is withdrawn, and not late by that: Mon 7 Sep 2026', () => {
    expect(of('EP3', [], undefined, { ending: anEnding('withdrawn-before-start', '2026-09-06') }).every((line) => line.includes(': no longer owed, because'))).toBe(true);
    expect(of('EP3', [], undefined, { ending: anEnding('left-early', '2026-09-08') })[1]).toContain('no longer owed, late, because');
  });

  it('are each kept by their own visit alone', () => {
    expect(of('EP3', [visit('pre-entry', '2026-09-07')])).toEqual(expect.arrayContaining(['EP3/placement-17/pre-entry due 2026-09-07: met on 2026-09-07']));
    expect(of('EP3', [visit('pre-entry', '2026-09-07')], at('2026-11-01 09:00'))[0]).toContain('missed');
  });

  it('after the start are not before it: one of Sun 6 Sep 2026 keeps nothing, one of the day itself does', () => {
    expect(of('EP3', [visit('post-entry', '2026-09-06')])[0]).toBe('EP3/placement-17/post-entry due 2026-10-19: missed');
    expect(of('EP3', [visit('post-entry', '2026-09-06'), { ...visit('post-entry', '2026-09-07'), id: 2 }])[0]).toBe('EP3/placement-17/post-entry due 2026-10-19: met on 2026-09-07');
  });
});

describe('advice and entitlements (EP4)', () => {
  const advice = aRecord('advice-given', '2026-09-10');
  const checked = (on: string, without?: string): RecordFact[] =>
    Object.keys(ENTITLEMENTS).filter((one) => one !== without).map((entitlement, index) => aRecord('entitlement', on, { id: 10 + index, details: { entitlement, status: 'not due' } }));

  it('are owed from the start on Mon 7 Sep 2026, 30 days long', () => {
    expect(of('EP4', [], at('2026-09-06 23:59'))).toEqual([]);
    expect(of('EP4', [], at('2026-10-07 23:59'))).toEqual(['EP4/placement-17 due 2026-10-07: open']);
    expect(of('EP4', [], at('2026-10-08 00:00'))).toEqual(['EP4/placement-17 due 2026-10-07: missed']);
  });

  it('are kept by the last of the advice and the seven entitlements', () => {
    expect(of('EP4', [advice, ...checked('2026-10-01')])).toEqual(['EP4/placement-17 due 2026-10-07: met on 2026-10-01']);
    expect(of('EP4', [aRecord('advice-given', '2026-10-09'), ...checked('2026-10-01')])).toEqual(['EP4/placement-17 due 2026-10-07: met late on 2026-10-09']);
  });

  it('are not kept while one entitlement has not been looked at', () => {
    for (const one of Object.keys(ENTITLEMENTS)) expect(of('EP4', [advice, ...checked('2026-10-01', one)])).toEqual(['EP4/placement-17 due 2026-10-07: missed']);
    expect(of('EP4', checked('2026-10-01'))).toEqual(['EP4/placement-17 due 2026-10-07: missed']);
  });
});

describe('contacts, mentor and employer', () => {
  it('EP7 is owed by the day of the start, and kept only where both contacts are named', () => {
    const card = (keyContactNamed: boolean): RecordFact => aRecord('contact-card-acknowledged', '2026-09-07', { details: { keyContactNamed } });
    expect(of('EP7', [card(false)], at('2026-09-08 00:00'))).toEqual(['EP7/placement-17 due 2026-09-07: missed']);
    expect(of('EP7', [card(true)])).toEqual(['EP7/placement-17 due 2026-09-07: met on 2026-09-07']);
    expect(dutiesOf(aCase({ keyWorkers: [], placements: [aPlacement()], records: [card(true)] }), undefined, ['EP7'])).toEqual(['EP7/placement-17 due 2026-09-07: missed']);
  });

  it('EP10 is owed for 14 days after the start: until Mon 21 Sep 2026', () => {
    expect(of('EP10', [aRecord('mentor-introduced', '2026-09-22')])).toEqual(['EP10/placement-17 due 2026-09-21: met late on 2026-09-22']);
    expect(of('EP10', [], undefined, { ending: anEnding('left-early', '2026-09-21') })[0]).toContain('no longer owed');
  });

  it('EP13 is owed by the day on which the employer takes part, one duty an employer', () => {
    const employer = aRecord('employer', '2026-10-01', { details: { startsOn: '2026-10-12' } });
    expect(of('EP13', [employer], at('2026-10-12 12:00'))).toEqual(['EP13/employer-1 due 2026-10-12: open']);
    expect(of('EP13', [employer, aRecord('employer-agreement', '2026-10-13', { id: 2, aboutId: 1 })])).toEqual(['EP13/employer-1 due 2026-10-12: met late on 2026-10-13']);
    expect(of('EP13', [employer, aRecord('employer-agreement', '2026-10-12', { id: 2, aboutId: 7 })])).toEqual(['EP13/employer-1 due 2026-10-12: missed']);
    const second = aRecord('employer', '2026-10-02', { id: 3, details: { startsOn: '2026-11-02' } });
    expect(of('EP13', [employer, second], at('2026-10-12 12:00'))).toEqual(['EP13/employer-1 due 2026-10-12: open', 'EP13/employer-3 due 2026-11-02: open']);
    expect(of('EP13', [employer], undefined, { ending: anEnding('left-early', '2026-10-09') })[0]).toContain('no longer owed');
  });

  it('what another placement’s people did keeps nothing here', () => {
    const elsewhere = { placementId: 18 };
    const records = [aRecord('mentor-introduced', '2026-09-08', elsewhere), aRecord('contact-card-acknowledged', '2026-09-01', { ...elsewhere, id: 2, details: { keyContactNamed: true } })];
    expect([...of('EP7', records), ...of('EP10', records)]).toEqual(['EP7/placement-17 due 2026-09-07: missed', 'EP10/placement-17 due 2026-09-21: missed']);
  });
});
