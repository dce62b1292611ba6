import { describe, expect, it } from '@jest/globals';
import { CLAUSES } from '../domain/agreement/clauses.js';
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
    ['KW1 startsOn=2026-09-07', '2026-09-06', '2026-09-06T23:00:00Z'],
    ['KW2 startsOn=2027-03-01', '2027-02-28', '2027-03-01T00:00:00Z'],
    ['KW5 recordedOn=2026-12-18', '2027-01-06', '2027-01-07T00:00:00Z'],
    ['EP5 recordedOn=2026-12-18', '2027-01-06', '2027-01-07T00:00:00Z'],
    ['KW7 raisedOn=2026-08-28', '2026-09-01', '2026-09-01T23:00:00Z'],
    ['KW7 meetingAskedOn=2026-08-28', '2026-09-07', '2026-09-07T23:00:00Z'],
    ['KW9 recordedOn=2026-10-12', '2026-10-26', '2026-10-27T00:00:00Z'],
    ['EP1 signedOn=2026-09-15', '2026-09-15', '2026-09-15T23:00:00Z'],
    ['EP1 vacantOn=2026-10-12', '2026-10-19', '2026-10-19T23:00:00Z'],
    ['EP2 changedOn=2026-10-12', '2026-10-13', '2026-10-13T23:00:00Z'],
    ['EP3 startsOn=2026-09-07', '2026-09-07', '2026-09-07T23:00:00Z'],
    ['EP3 startedOn=2026-09-07', '2026-10-19', '2026-10-19T23:00:00Z'],
    ['EP4 startsOn=2026-09-07', '2026-10-07', '2026-10-07T23:00:00Z'],
    ['EP6 dayInYear=2027-08-31', '2026-09-30', '2026-09-30T23:00:00Z'],
    ['EP7 startsOn=2026-09-07', '2026-09-07', '2026-09-07T23:00:00Z'],
    ['EP10 startsOn=2026-09-07', '2026-09-21', '2026-09-21T23:00:00Z'],
    ['EP11S occurredAt=2026-10-30T16:00:00Z', '2026-10-30', '2026-10-31T00:00:00Z'],
    ['EP14 dayInYear=2026-09-01', '2027-08-31', '2027-08-31T23:00:00Z'],
    ['EP14 occurredAt=2026-10-30', '2026-11-13', '2026-11-14T00:00:00Z'],
    ['EP14 endsOn=2027-06-30', '2027-06-30', '2027-06-30T23:00:00Z'],
    ['EP15 dayInMonth=2026-10-12', '2026-11-06', '2026-11-07T00:00:00Z'],
    ['EP15 dayInTerm=2026-10-12', '2027-01-15', '2027-01-16T00:00:00Z'],
    ['EP15 dayInYear=2026-10-12', '2027-09-30', '2027-09-30T23:00:00Z'],
    ['VS1 joinedOn=2026-09-01', '2026-09-01', '2026-09-01T23:00:00Z'],
    ['VS1 vacantOn=2026-10-12', '2026-10-19', '2026-10-19T23:00:00Z'],
    ['VS2 dayInYear=2026-09-07', '2026-09-30', '2026-09-30T23:00:00Z'],
    ['VS3 recordedOn=2026-10-12', '2026-10-19', '2026-10-19T23:00:00Z'],
    ['VS5 dayInTerm=2027-01-01', '2027-03-31', '2027-03-31T23:00:00Z'],
    ['VS6 statusOn=2026-10-12', '2026-12-07', '2026-12-08T00:00:00Z'],
    ['VS6 leftOn=2026-10-12', '2026-10-19', '2026-10-19T23:00:00Z'],
    ['VS7 checkedOn=2028-02-29', '2029-02-28', '2029-03-01T00:00:00Z'],
    ['IM3 signedOn=2026-09-15', '2026-10-13', '2026-10-13T23:00:00Z'],
    ['IM4 recordedOn=2026-10-12', '2026-10-26', '2026-10-27T00:00:00Z'],
    ['IM5 reviewedOn=2026-09-15', '2027-09-15', '2027-09-15T23:00:00Z'],
    ['P2 recordedOn=2026-10-12', '2026-10-26', '2026-10-27T00:00:00Z'],
  ])('%s is due on %s, missed from %s', (line, dueOn, missedFrom) => {
    expect(explain(line)).toMatchObject({ dueOn, missedFrom, known: true });
  });

  it('a time without an offset as London time', () => {
    expect(explain('KW8 raisedAt=2026-07-01T12:00')).toMatchObject({ dueAt: '2026-07-02T11:00:00Z' });
  });

  it('every clause, but those whose day is simply a recorded one and the ending, which has none', () => {
    const asked = Object.keys(CLAUSES).filter((clause) => !explainCommand([clause]).stderr.includes('is not a clause with a due time to work out'));
    expect(Object.keys(CLAUSES).filter((clause) => !asked.includes(clause))).toEqual(['KW6', 'EP12', 'EP13', 'P4']);
  });

  it('each clause by the example that its refusal gives', () => {
    const examples = Object.keys(CLAUSES).flatMap((clause) => / example: explain (.+)/.exec(explainCommand([clause]).stderr)?.[1] ?? []);
    expect(examples.length).toBeGreaterThan(30);
    for (const example of examples) expect(explain(example)).toMatchObject({ known: true });
  });

  it('the shared limits, with the day they are counted from', () => {
    const why = (line: string): string => String(explain(line).why).replace(/, so the last day is .*/, '');
    expect(why('EP4 startsOn=2026-09-07')).toBe('30 days after the start on Monday 7 September 2026');
    expect(why('EP15 dayInMonth=2026-10-12')).toBe('5 working days after the end of the month on Saturday 31 October 2026 (Monday to Friday, bank holidays left out)');
    expect(why('VS5 dayInTerm=2026-10-12')).toBe('By the end of the term');
    expect(why('EP1 signedOn=2026-09-15')).toBe('On the day of the signing');
    expect(why('VS7 checkedOn=2028-02-29')).toBe('12 calendar months after joining or the last check on Tuesday 29 February 2028 (the last month has no such day: its last one counts)');
  });

  it('the other half of a joint duty as the clause that keeps it', () => {
    expect(explain('EP8 startsOn=2026-01-07')).toMatchObject({ clause: 'EP8', sameAs: 'KW3', dueOn: '2026-02-06', preferred: null });
    expect(explain('EP9 lastMetOn=2026-08-31')).toMatchObject({ clause: 'EP9', sameAs: 'KW4', dueOn: '2027-02-28' });
    expect(explain('VS4 endsOn=2027-06-30')).toMatchObject({ clause: 'VS4', sameAs: 'EP14', dueOn: '2027-06-30' });
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
    ['KW6 eventOn=2026-10-01', /^'KW6' is not a clause/],
    ['EP12 endedOn=2026-10-01', /^'EP12' is not a clause/],
    ['constructor', /^'constructor' is not a clause/],
    ['KW3', /^KW3 needs startsOn, for example: explain KW3 startsOn=2026-10-01$/],
    ['SC1', /^SC1 needs bornOn or vacantOn, for example: /],
    ['EP3', /^EP3 needs one of startsOn, startedOn, for example: explain EP3 startsOn=2026-09-07$/],
    ['EP3 startsOn=2026-09-07 startedOn=2026-09-07', /^EP3 needs one of startsOn, startedOn, for example: /],
    ['VS5 dayInTerm=2026-08-12', /^dayInTerm '2026-08-12' is not a day in a term: write a day that exists, from 1900 to 2199, not in August, as YYYY-MM-DD$/],
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
