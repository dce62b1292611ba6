import { CASE_RECORD_KINDS, type CaseRecordKind, type Field, type RecordFact, type RecordKind } from '../../src/domain/agreement/records.js';
import { ENTITLEMENTS } from '../../src/domain/agreement/records/provider.js';
import { addDays } from '../../src/domain/time/local-date.js';
import { academicYearOf, monthsIn, termsIn, weeksIn } from '../../src/domain/time/periods.js';
import type { Entry } from './history-log.js';
import type { Drawing } from './random-history.js';
import type { Random } from './random.js';

const KINDS = Object.entries<RecordKind>(CASE_RECORD_KINDS) as [CaseRecordKind, RecordKind][];
/** What ends a case, and what holds a duty, come seldom: drawn apart. */
const PLAIN = KINDS.filter(([kind]) => kind !== 'case-closing' && !kind.startsWith('hold'));

/** So many records of each kind, those that answer mostly after what they answer; one history in four is closed, some twice on one day. */
export function someRecords(drawing: Drawing, count: number, placements: number): void {
  const { random } = drawing;
  const asked = new Map<string, { id: number; on: string; placementId: number | null }[]>();
  const record = (kind: CaseRecordKind, row: RecordKind, change: Partial<RecordFact> = {}): void => {
    const about = row.about !== undefined && random.chance(85) ? random.pick(asked.get(row.about) ?? [null]) : null;
    const on = about === null ? random.day() : random.nearDay(about.on, 0, 30);
    const placementId = row.of === 'case' ? null : about === null ? random.maybe(85, () => random.int(1, placements + 1)) : about.placementId;
    const says: Omit<RecordFact, 'id'> = { kind, placementId, aboutId: about?.id ?? (row.about === undefined ? null : random.int(1, 40)), on, details: detailsOf(row, on, random), ...change };
    const id = drawing.record('record', says);
    asked.set(kind, [...(asked.get(kind) ?? []), { id, on: says.on, placementId: says.placementId }]);
  };
  for (let left = count; left > 0; left -= 1) record(...random.pick(PLAIN));
  if (count > 5 && placements > 0 && random.chance(30)) checkOfEntitlements(record, random);
  if (count > 5 && placements > 0 && random.chance(40)) attendanceOfPlacement(record, drawing);
  const keys = keysFor(drawing.log);
  random.some(0, 3, () => {
    record('hold', CASE_RECORD_KINDS.hold, { details: { dutyKey: random.pick(keys), until: random.day(), ...(random.chance(20) && { approvedBy: 7 }) } });
    if (random.chance(70)) record('hold-decision', CASE_RECORD_KINDS['hold-decision']);
  });
  if (!random.chance(25)) return;
  const on = random.day();
  random.some(1, 2, () => record('case-closing', CASE_RECORD_KINDS['case-closing'], random.chance(50) ? { on } : {}));
}

/** The advice and every entitlement of one placement, over some days. */
function checkOfEntitlements(record: (kind: CaseRecordKind, row: RecordKind, change: Partial<RecordFact>) => void, random: Random): void {
  const on = random.day();
  record('advice-given', CASE_RECORD_KINDS['advice-given'], { placementId: 1, on });
  for (const entitlement of Object.keys(ENTITLEMENTS)) record('entitlement', CASE_RECORD_KINDS.entitlement, { placementId: 1, on: random.nearDay(on, 0, 20), details: { entitlement, status: 'claimed' } });
}

/** Some weeks or months of a placement in a row, mostly sent when they are over, good at first and then not; now and then one is missing. */
function attendanceOfPlacement(record: (kind: CaseRecordKind, row: RecordKind, change: Partial<RecordFact>) => void, { random, log }: Drawing): void {
  const says = log.flatMap((entry) => (entry.op === 'record' && entry.kind === 'placement' && entry.id === 1 ? [entry.says] : []))[0];
  const from = random.chance(80) && says ? says.startsOn : random.day();
  const possible = random.pick([10, 20, 30, 32]);
  let percent = random.pick([100, 96, 90, 85, 60]);
  const times = random.chance(70) ? weeksIn(from, addDays(from, 7 * random.int(3, 14))) : monthsIn(from, addDays(from, 31 * random.int(1, 6)));
  for (const { name, endsOn } of times) {
    if (random.chance(25)) percent = random.pick([100, 95, 90, 89, 80, 70, 50, 49, 30, 0]);
    if (random.chance(8)) continue;
    const sessions = random.chance(8) ? 0 : possible;
    const attended = Math.floor((sessions * percent) / 100);
    const on = random.chance(85) ? addDays(endsOn, random.int(1, 3)) : addDays(endsOn, random.int(4, 80));
    record('attendance-return', CASE_RECORD_KINDS['attendance-return'], { placementId: 1, on, details: { [name.length === 7 ? 'month' : 'week']: name, possible: sessions, attended, authorised: Math.min(1, sessions - attended) } });
    if (random.chance(10)) record('attendance-contact', CASE_RECORD_KINDS['attendance-contact'], { placementId: 1, on: random.nearDay(on, 0, 6), details: {} });
    if (random.chance(6)) record('follow-up', CASE_RECORD_KINDS['follow-up'], { placementId: 1, on: random.nearDay(on, 0, 10) });
  }
}

/** What the law reads of a kind, worked out once. */
const LAW = new Map<RecordKind, [string, Field][]>();

function detailsOf(row: RecordKind, on: string, random: Random): RecordFact['details'] {
  const law = LAW.get(row) ?? Object.entries(row.fields).filter(([, { type }]) => type !== 'text' && type !== 'line');
  LAW.set(row, law);
  const details: Record<string, string | number | boolean> = {};
  for (const [name, field] of law) details[name] = detailOf(name, field, on, random);
  // Many a decision about sharing does not say about what, or with whom (KW1).
  if (row === CASE_RECORD_KINDS['consent-decision']) {
    if (details.how === 'phone' || details.how === 'in writing') delete details.item;
    if (details.decision === 'withdrawn') delete details.recipient;
  }
  // A return is of a month or of a week; of both it says nothing that can be recorded.
  if (row === CASE_RECORD_KINDS['attendance-return']) delete details[random.chance(50) ? 'month' : 'week'];
  return details;
}

function detailOf(name: string, field: Field, on: string, random: Random): string | number | boolean {
  if (field.type === 'choice') return random.pick(Object.keys(field.choices));
  if (field.type === 'tick') return random.chance(60);
  if (field.type === 'number') return random.int(field.min, field.max);
  const day = random.nearDay(on, name in PERIODS ? -40 : 0, name in PERIODS ? -1 : 40);
  return PERIODS[name]?.(day) ?? day;
}

/** The fields that name a period; a term of August is the autumn's that follows. */
const PERIODS: Readonly<Partial<Record<string, (on: string) => string | undefined>>> = {
  month: (on) => monthsIn(on, on)[0]?.name,
  term: (on) => termsIn(on, addDays(on, 62))[0]?.name,
  week: (on) => weeksIn(on, on)[0]?.name,
  year: (on) => academicYearOf(on).name,
};

const OPENED: Readonly<Record<string, (id: number) => string[]>> = {
  placement: (id) => ['KW1', 'KW3', 'EP4', 'EP10', 'EP12', 'VS6/follow-up'].map((clause) => (clause.includes('/') ? `${clause}-placement-${id}` : `${clause}/placement-${id}`)),
  notice: (id) => [`EP11/notice-${id}/phone/key-worker`, `EP11M/notice-${id}`, `EP14/notice-${id}`, `EP11S/notice-${id}/virtual-head`],
  emergency: (id) => [`KW8/emergency-${id}`],
  view: (id) => [`KW5/view-${id}`, `EP5/view-${id}`],
  problem: (id) => [`KW7/problem-${id}/contact`],
  need: (id) => [`KW9/need-${id}`],
  challenge: (id) => [`IM4/challenge-${id}`],
};

/** Keys of duties that some of these facts open, whether or not they do so by now. */
export function keysFor(log: readonly Entry[]): string[] {
  const found = log.flatMap((entry) => (entry.op === 'record' ? (OPENED[entry.kind === 'record' ? entry.says.kind : entry.kind]?.(entry.id) ?? []) : []));
  return ['SC1/young-person-1', 'VS6/young-person-1/first-status', ...found];
}
