import { mkdtempSync, readFileSync, writeFileSync } from 'node:fs';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { describe, expect, it } from '@jest/globals';
import { CASE_FACTS } from './case-facts-json.js';
import { deriveCommand } from './derive.js';

const NOW = ['--now', '2026-10-20T09:00:00Z'];
const EXAMPLE = 'docs/examples/case.json';

interface Answer {
  now: string;
  refreshAt: string | null;
  duties: (Record<string, unknown> & { key: string; status: string })[];
}

/** A file with this content. */
function file(content: unknown): string {
  const path = join(mkdtempSync(join(tmpdir(), 'case-')), 'facts.json');
  writeFileSync(path, typeof content === 'string' ? content : JSON.stringify(content));
  return path;
}

async function derive(path: string, now = NOW): Promise<Answer> {
  const { exitCode, stdout, stderr } = await deriveCommand([path, ...now]);
  expect({ exitCode, stderr }).toEqual({ exitCode: 0, stderr: '' });
  return JSON.parse(stdout) as Answer;
}

async function refused(args: string[]): Promise<string[]> {
  const { exitCode, stdout, stderr } = await deriveCommand(args);
  expect({ exitCode, stdout }).toEqual({ exitCode: 2, stdout: '' });
  return stderr.trimEnd().split('\n');
}

const someone = { id: 1, bornOn: '2010-03-14', registeredAt: '2026-05-11T09:00:00Z' };

describe('derive', () => {
  it('says every duty of the example as at Tue 20 Oct 2026', async () => {
    const { now, duties, refreshAt } = await derive(EXAMPLE);
    expect({ now, refreshAt }).toEqual({ now: '2026-10-20T09:00:00Z', refreshAt: '2026-11-01T00:00:00Z' });
    const urgent = duties.filter(({ clause }) => ['EP11', 'EP11M', 'KW3', 'KW4', 'KW8', 'SC1', 'SC2'].includes(String(clause)));
    expect(duties.length).toBeGreaterThan(urgent.length);
    expect(urgent.map((duty) => `${duty.key}: ${duty.status}`)).toEqual([
      'EP11/notice-9/email/key-contact: met',
      'EP11/notice-9/email/key-worker: met',
      'EP11/notice-9/phone/key-contact: no longer owed',
      'EP11/notice-9/phone/key-worker: met',
      'EP11M/notice-9: open',
      'KW3/placement-17: met late',
      'KW4/placement-17/after-plan-1: open',
      'KW8/emergency-4: open',
      'SC1/key-worker-1: met',
      'SC1/young-person-1: met',
      'SC2/placement-17/key-worker-2: met',
    ]);
  });

  it('says of a duty when it is due, from when it is missed, and how it ended', async () => {
    const { duties } = await derive(EXAMPLE);
    expect(duties.find((duty) => duty.key === 'KW3/placement-17')).toEqual({
      key: 'KW3/placement-17',
      clause: 'KW3',
      status: 'met late',
      dueOn: '2026-10-07',
      missedFrom: '2026-10-07T23:00:00Z',
      known: true,
      owedBy: ['key-worker', 'designated-person'],
      owedTo: 'young person',
      placementId: 17,
      signedBy: null,
      preferred: { from: '2026-05-01', to: '2026-07-31' },
      targetOn: '2026-09-06',
      hold: null,
      opensAt: '2026-05-19T23:00:00Z',
      why: expect.stringContaining('Thirty days after the start on Monday 7 September 2026') as unknown,
      outcome: { kind: 'met', on: '2026-10-09', at: '2026-10-09T15:40:00Z', late: true },
    });
  });

  it('tells an open duty from a missed one by the instant it looks from', async () => {
    const status = async (now: string): Promise<unknown> => (await derive(EXAMPLE, [`--now=${now}`])).duties.find(({ key }) => key === 'KW8/emergency-4')?.status;
    expect(await status('2026-10-20T17:59:59Z')).toBe('open');
    expect(await status('2026-10-20T18:00:00Z')).toBe('missed');
  });

  it('takes what is left out as empty or null, and says when a fact dated ahead will act', async () => {
    const ahead = { youngPerson: someone, keyWorkers: [{ id: 1, fromAt: '2026-10-21T09:00:00Z', authorityToActConfirmedAt: '2026-10-19T09:00:00Z' }] };
    expect(await derive(file(ahead))).toMatchObject({ refreshAt: '2026-10-21T09:00:00Z', duties: expect.arrayContaining([expect.objectContaining({ key: 'SC1/young-person-1', status: 'missed' })]) as unknown });
  });

  it('reads a file with a byte order mark', async () => {
    expect((await derive(file(`\uFEFF${JSON.stringify({ youngPerson: someone })}`))).duties.map(({ clause }) => clause)).toEqual(['SC1', 'VS5', 'VS6']);
  });

  it('derives from records, and asks for the day that a record’s duty is counted from', async () => {
    const event = { id: 3, kind: 'consultation-event', on: '2026-10-05' };
    const path = file({ youngPerson: someone, records: [{ ...event, details: { eventOn: '2026-10-21' } }] });
    expect((await derive(path)).duties).toContainEqual(expect.objectContaining({ key: 'KW6/event-3', dueOn: '2026-10-21', status: 'open' }));
    expect(await refused([file({ youngPerson: someone, records: [event] }), ...NOW])).toEqual(['records[0].details.eventOn: must be a date that exists, such as 2026-10-01']);
  });

  it('reports everything that is wrong with the facts at once, each with its place', async () => {
    const wrong = {
      youngPerson: { id: 0, bornOn: '2010-02-30', name: 'somebody' },
      keyWorkers: {},
      placements: [{ id: 1, agreedOn: '2026-01-01', startsOn: 5, ending: { id: 1, kind: 'gone', endedOn: '2026-02-01', recordedAt: '2026-02-01' } }, null],
    };
    expect(await refused([file(wrong), ...NOW])).toEqual([
      'youngPerson.name: is not known here; known are id, bornOn, registeredAt, inCare',
      'youngPerson.id: must be a whole number from 1',
      'youngPerson.bornOn: must be a date that exists, such as 2026-10-01',
      'youngPerson.registeredAt: is missing; it must be an instant that exists, such as 2026-10-01T09:00:00Z',
      'keyWorkers: must be a list',
      'placements[0].startsOn: must be a date that exists, such as 2026-10-01',
      'placements[0].ending.kind: must be one of completed, transferred, left-early, withdrawn-before-start, ended-by-provider, permanently-excluded',
      'placements[0].ending.recordedAt: must be an instant that exists, such as 2026-10-01T09:00:00Z',
      'placements[1]: must be an object',
    ]);
  });

  it('refuses facts that contradict each other', async () => {
    const placement = { agreedOn: '2026-05-20', startsOn: '2026-09-07' };
    const notice = { id: 9, kind: 'suspended', occurredAt: '2026-10-16T09:40:00Z' };
    const wrong = {
      youngPerson: someone,
      keyWorkers: [{ id: 1, fromAt: '2026-05-11T09:00:00Z', untilAt: '2026-05-11T08:00:00Z' }],
      placements: [
        { ...placement, id: 1, endsOn: '2026-09-06', riskNotices: [notice], keyWorkerNotices: [{ keyWorkerId: 2 }] },
        { ...placement, id: 1, riskNotices: [notice], reviews: [{ id: 4, heldOn: '2026-10-01' }, { id: 4, heldOn: '2026-10-02' }] }, // prettier-ignore
      ],
      emergencies: [{ id: 1, raisedAt: '2026-10-19T18:00:00Z', placementId: 3 }],
    };
    expect(await refused([file(wrong), ...NOW])).toEqual([
      'placements[1].id: 1 is already the id of placements[0]',
      'placements[1].riskNotices[0].id: 9 is already the id of placements[0].riskNotices[0]',
      'placements[0].endsOn: must not be before startsOn',
      'placements[0].keyWorkerNotices[0].keyWorkerId: must be the id of one of keyWorkers',
      'placements[1].reviews[1].id: 4 is already the id of placements[1].reviews[0]',
      'keyWorkers[0].untilAt: must not be before fromAt',
      'emergencies[0].placementId: must be the id of one of placements',
    ]);
  });

  it.each([
    [[], /^Give a file with the facts and the instant to look from, for example: derive facts.json --now /],
    [[EXAMPLE], /^Give a file/],
    [NOW, /^Give a file/],
    [[EXAMPLE, EXAMPLE, ...NOW], /^Give a file/],
    [[EXAMPLE, '--later', '2026-10-20T09:00:00Z'], /^Give a file/],
    [[EXAMPLE, '--now', '2026-10-20'], /^--now '2026-10-20' is not an instant: write a date and a time that exist/],
    [['no-such-file.json', ...NOW], /^'no-such-file.json' cannot be read: /],
    [['docs', ...NOW], /^'docs' cannot be read: /],
    [['docs/clauses.md', ...NOW], /^'docs\/clauses.md' is not JSON: /],
  ])('refuses the call %j with one sentence', async (args, sentence) => {
    const lines = await refused(args);
    expect(lines).toHaveLength(1);
    expect(lines[0]).toMatch(sentence);
  });

  it.each([['[]'], ['null'], ['7'], ['"facts"']])('refuses a file that holds %s', async (content) => {
    expect(await refused([file(content), ...NOW])).toEqual(['the file: must be an object']);
  });
});

describe('docs/case-facts.md', () => {
  it('has the schema that the command reads by', () => {
    const [, schema] = /```json\n([^`]*)```/.exec(readFileSync('docs/case-facts.md', 'utf8')) ?? [];
    expect(JSON.parse(schema ?? '')).toEqual({ $schema: 'https://json-schema.org/draft/2020-12/schema', ...CASE_FACTS.schema });
  });
});
