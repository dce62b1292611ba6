import type { CaseFacts, EndingFact, KeyWorkerFact, PlacementFact, PlanFact, RiskNoticeFact } from '../../src/domain/agreement/facts.js';
import type { RecordFact } from '../../src/domain/agreement/records.js';

/** What each kind of fact says, beside what it hangs on. */
export interface Facts {
  'key-worker': Omit<KeyWorkerFact, 'id'>;
  placement: Pick<PlacementFact, 'providerType' | 'agreedOn' | 'startsOn' | 'endsOn'>;
  ending: Omit<EndingFact, 'id' | 'statutoryEmails'>;
  plan: Omit<PlanFact, 'id'>;
  review: Omit<PlacementFact['reviews'][number], 'id'>;
  /** One meeting that is about every placement of the young person. */
  'joint-review': Omit<PlacementFact['reviews'][number], 'id'>;
  'key-worker-notice': PlacementFact['keyWorkerNotices'][number];
  notice: Pick<RiskNoticeFact, 'kind' | 'occurredAt'>;
  call: RiskNoticeFact['calls'][number];
  email: RiskNoticeFact['emails'][number];
  acknowledgement: RiskNoticeFact['acknowledgements'][number];
  'statutory-email': RiskNoticeFact['statutoryEmails'][number];
  meeting: Omit<RiskNoticeFact['meetings'][number], 'id'>;
  emergency: Omit<CaseFacts['emergencies'][number], 'id'>;
  release: CaseFacts['releases'][number];
  record: Omit<RecordFact, 'id'>;
}
export type FactKind = keyof Facts;

/** Something somebody did: recorded a fact, put one right, or took one back. */
export type Entry = { [K in FactKind]: { kind: K; id: number; of: number | null } & ({ op: 'record'; says: Facts[K] } | { op: 'correct'; n: number; says: Partial<Facts[K]> } | { op: 'take back' }) }[FactKind];

/** A case as it was lived: who it is about, and everything that was done, in the order in which it was typed in. */
export interface History {
  youngPerson: CaseFacts['youngPerson'];
  log: Entry[];
}

/** From which number on the meetings of several placements are. */
export const JOINT_FROM = 10_000;

type Live = { id: number; of: number | null; says: object };

/** The facts that count in the end: the last correction of each, nothing that was taken back, nothing that hangs on it. In any order, and however often each is there. */
export function factsOf({ youngPerson, log }: History): CaseFacts {
  const all = new Map<string, { id: number; of: number | null; kind: FactKind; recorded: object | null; corrections: { n: number; says: object }[]; isGone: boolean }>();
  for (const entry of log) {
    const name = `${entry.kind} ${entry.id}`;
    const fact = all.get(name) ?? { id: entry.id, of: entry.of, kind: entry.kind, recorded: null, corrections: [], isGone: false };
    all.set(name, fact);
    if (entry.op === 'record') fact.recorded = entry.says;
    else if (entry.op === 'correct') fact.corrections.push({ n: entry.n, says: entry.says });
    else fact.isGone = true;
  }
  const byKind = new Map<FactKind, Live[]>();
  for (const { id, of, kind, recorded, corrections, isGone } of all.values()) {
    if (recorded === null || isGone) continue;
    const says = Object.assign({}, recorded, ...corrections.sort((a, b) => a.n - b.n).map((one) => one.says)) as object;
    byKind.set(kind, [...(byKind.get(kind) ?? []), { id, of, says }]);
  }
  const rows = <K extends FactKind>(kind: K, of?: number): (Facts[K] & { id: number })[] =>
    (byKind.get(kind) ?? []).filter((one) => of === undefined || one.of === of).map(({ id, says }) => ({ ...(says as Facts[K]), id }));
  const noticesOf = (placement: number): RiskNoticeFact[] =>
    rows('notice', placement).map((notice) => ({
      ...notice, calls: rows('call', notice.id).map(bare), emails: rows('email', notice.id).map(bare), acknowledgements: rows('acknowledgement', notice.id).map(bare),
      statutoryEmails: rows('statutory-email', notice.id).map(bare), meetings: rows('meeting', notice.id),
    }));
  // Numbered as the meetings of one placement are, and apart from them.
  const joint = rows('joint-review').map((one) => ({ ...one, id: JOINT_FROM + one.id }));
  return {
    youngPerson,
    keyWorkers: rows('key-worker'),
    placements: rows('placement').map((placement): PlacementFact => {
      const [ending] = rows('ending', placement.id).sort((a, b) => a.id - b.id);
      return {
        ...placement,
        ending: ending ? { ...ending, statutoryEmails: rows('statutory-email', -ending.id).map(bare) } : null,
        plans: rows('plan', placement.id), reviews: [...rows('review', placement.id), ...joint], riskNotices: noticesOf(placement.id), keyWorkerNotices: rows('key-worker-notice', placement.id).map(bare),
      };
    }),
    emergencies: rows('emergency'),
    releases: rows('release').map(bare),
    records: rows('record'),
  };
}

function bare<T extends { id: number }>({ id: _id, ...rest }: T): Omit<T, 'id'> {
  return rest;
}
