import { describe, expect, it } from '@jest/globals';
import { explainCommand } from './explain.js';

const explain = (line: string): Record<string, unknown> => {
  const { exitCode, stdout, stderr } = explainCommand(line.split(' '));
  expect({ exitCode, stderr }).toEqual({ exitCode: 0, stderr: '' });
  return JSON.parse(stdout) as Record<string, unknown>;
};

describe('explain', () => {
  it('a plan for a start on Thu 1 Oct 2026', () => {
    expect(explain('KW3 startsOn=2026-10-01')).toEqual({
      clause: 'KW3',
      dueOn: '2026-10-31',
      missedFrom: '2026-11-01T00:00:00Z',
      known: true,
      preferred: { from: '2026-05-01', to: '2026-07-31' },
      targetOn: '2026-09-30',
      why: 'Thirty days after the start on Thursday 1 October 2026, so the last day is Saturday 31 October 2026 and it is missed from 00:00 GMT on Sunday 1 November 2026.',
    });
  });

  it('an emergency at 12:00 on Sat 27 Mar 2027, by its instant', () => {
    expect(explain('KW8 raisedAt=2027-03-27T12:00:00Z')).toEqual({
      clause: 'KW8',
      dueAt: '2027-03-28T12:00:00Z',
      missedFrom: '2027-03-28T12:00:00Z',
      known: true,
      why: '24 elapsed hours after 12:00 GMT on Saturday 27 March 2027, so by 13:00 BST on Sunday 28 March 2027.',
    });
  });

  it.each([
    ['KW3 startsOn=2026-09-07', '2026-10-07', '2026-10-07T23:00:00Z'],
    ['KW3 startsOn=2028-01-31', '2028-03-01', '2028-03-02T00:00:00Z'],
    ['KW4 lastMetOn=2026-08-31', '2027-02-28', '2027-03-01T00:00:00Z'],
    ['KW4 lastMetOn=2027-08-29', '2028-02-29', '2028-03-01T00:00:00Z'],
    ['EP11 occurredAt=2026-10-30', '2026-10-30', '2026-10-31T00:00:00Z'],
    ['EP11 occurredAt=2026-07-01T23:30:00Z', '2026-07-02', '2026-07-02T23:00:00Z'],
    ['EP11M occurredAt=2026-10-30T16:00:00Z', '2026-11-06', '2026-11-07T00:00:00Z'],
    ['SC1 bornOn=2011-08-31', '2027-06-25', '2027-06-25T23:00:00Z'],
    ['SC1 bornOn=2011-09-01', '2028-06-30', '2028-06-30T23:00:00Z'],
    ['SC1 vacantOn=2026-11-04', '2026-11-11', '2026-11-12T00:00:00Z'],
    ['SC1 bornOn=2011-08-31 vacantOn=2027-06-25', '2027-06-25', '2027-06-25T23:00:00Z'],
    ['SC1 vacantOn=2027-06-26 bornOn=2011-08-31', '2027-07-02', '2027-07-02T23:00:00Z'],
    ['SC2 changedOn=2026-08-28', '2026-09-01', '2026-09-01T23:00:00Z'],
  ])('%s is due on %s, missed from %s', (line, dueOn, missedFrom) => {
    expect(explain(line)).toMatchObject({ dueOn, missedFrom, known: true });
  });

  it('a time without an offset as London time', () => {
    expect(explain('KW8 raisedAt=2026-07-01T12:00')).toMatchObject({ dueAt: '2026-07-02T11:00:00Z' });
  });

  it("a provider's half of a joint duty as the clause that keeps it", () => {
    expect(explain('EP8 startsOn=2026-01-07')).toMatchObject({ clause: 'EP8', sameAs: 'KW3', dueOn: '2026-02-06', preferred: null });
    expect(explain('EP9 lastMetOn=2026-08-31')).toMatchObject({ clause: 'EP9', sameAs: 'KW4', dueOn: '2027-02-28' });
  });

  it('a day past the published bank holidays as not known', () => {
    expect(explain('EP11M occurredAt=2028-12-28')).toEqual({
      clause: 'EP11M',
      dueOn: null,
      missedFrom: null,
      known: false,
      why: expect.stringMatching(/^not known: England bank holidays are known only from /) as unknown,
    });
  });

  it.each([
    ['', /^'' is not a clause with a due time to work out: use one of KW3, /],
    ['KW1 startsOn=2026-10-01', /^'KW1' is not a clause/],
    ['EP12 endedOn=2026-10-01', /^'EP12' is not a clause/],
    ['constructor', /^'constructor' is not a clause/],
    ['KW3', /^KW3 needs startsOn, for example: explain KW3 startsOn=2026-10-01$/],
    ['SC1', /^SC1 needs bornOn or vacantOn, for example: /],
    ['KW3 startsOn', /^startsOn '' is not a date/],
    ['KW3 startsOn=2026-02-30', /^startsOn '2026-02-30' is not a date: write a day that exists/],
    ['KW3 startsOn=2026-10-01T09:00:00Z', /is not a date/],
    ['KW3 startsOn=2026-10-01 startsOn=2026-10-02', /^startsOn is given twice: give it once$/],
    ['KW3 startsOn=2026-10-01 colour=red', /^'colour=red' is not a fact that KW3 knows: give startsOn/],
    ['KW3 toString=1', /is not a fact that KW3 knows/],
    ['KW8 raisedAt=2027-03-27', /^raisedAt '2027-03-27' is not an instant/],
    ['KW8 raisedAt=2027-03-28T01:30', /^raisedAt '2027-03-28T01:30' is not an instant: write a date and a time that exist/],
    ['EP11 occurredAt=yesterday', /^occurredAt 'yesterday' is not a date or an instant/],
  ])('refuses "%s" with one sentence and exit code 2', (line, sentence) => {
    const { exitCode, stdout, stderr } = explainCommand(line.split(' '));
    expect({ exitCode, stdout }).toEqual({ exitCode: 2, stdout: '' });
    expect(stderr.trimEnd()).toMatch(sentence);
    expect(stderr.split('\n')).toHaveLength(2);
  });

  it('refuses a call without a clause', () => {
    expect(explainCommand([])).toMatchObject({ exitCode: 2, stderr: expect.stringMatching(/^Say which clause: use one of KW3/) as unknown });
  });
});
