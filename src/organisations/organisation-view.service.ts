import { Injectable } from '@nestjs/common';
import { transaction, UnitOfWork } from '../database/unit-of-work.js';
import type { ClauseId } from '../domain/agreement/clauses.js';
import { agreementOfDuty, canBeHeld, isDecided, isOrganisationHold } from '../domain/agreement/holds.js';
import { ORGANISATION_RECORD_KINDS, type OrganisationHoldKind, type OrganisationRecordKind, type RecordKind } from '../domain/agreement/records.js';
import type { Role } from '../domain/agreement/roles.js';
import { canInOrganisation, type Actor, type OrganisationAction } from '../domain/permissions.js';
import { londonDate } from '../domain/time/london.js';
import { notFound } from '../errors.js';
import { describeDate, type LocalDate } from '../domain/time/local-date.js';
import { mayCorrectRecord } from '../organisation-records/may-correct-record.js';
import { isSecondPerson } from '../organisation-records/organisation-holds.js';
import { isAsked } from '../organisation-records/organisation-records.service.js';
import { reviveInstants } from '../young-people/revive-instants.js';
import { partnersTold, type PartnersTold } from './partners-told.js';

export interface OrganisationDuty {
  id: number;
  key: string;
  clause: ClauseId;
  owedBy: Role[];
  dueOn: LocalDate | null;
  missedFrom: Date | null;
  why: string;
  outcome: 'open' | 'met' | 'no longer owed';
  metOn: LocalDate | null;
  because: string | null;
  late: boolean;
  escalationId: number | null;
  /** The recorded reason why it is no longer owed, for whoever may take it back. */
  releaseId: number | null;
  status: 'open' | 'missed' | 'met' | 'met late' | 'no longer owed';
  /** The day on which its last hold ends or ended. */
  heldUntil: LocalDate | null;
  /** The record by which this person may put it on hold, and the agreement it is then about; null where they may not. */
  hold: { kind: OrganisationHoldKind; agreementId: number | null } | null;
}

export interface OrganisationView {
  kind: 'provider' | 'authority';
  /** The provider's number or the authority's code. */
  id: number | string;
  name: string;
  areaCode: string;
  areaName: string;
  people: { personId: number; name: string; email: string; phone: string | null; post: string; team: string | null }[];
  agreements: { id: number; withName: string; authorityCode: string; signedOn: LocalDate; endedOn: LocalDate | null }[];
  duties: OrganisationDuty[];
  records: { id: number; kind: OrganisationRecordKind; agreementId: number | null; aboutId: number | null; happenedOn: LocalDate; details: Record<string, string>; words: Record<string, string>; recordedById: number | null; recordedByName: string; mayCorrect: boolean }[];
  /** What was put right or taken back, the latest first: `after` is null for what was taken back. */
  corrections: { id: number; fact: string; factId: number; what: string; whose: string | null; before: Record<string, string | null>; after: Record<string, string | null> | null; reason: string; correctedByName: string; correctedAt: Date }[];
  /** EP2: of a provider, who was told of each new designated person. */
  partnersTold: PartnersTold[];
  /** Forms that this person may use here. */
  offers: { kind: OrganisationRecordKind; text: string; agreementId: number | null; aboutId: number | null }[];
}

type Stored = Omit<OrganisationView, 'kind' | 'offers' | 'partnersTold' | 'duties'> & { duties: (Omit<OrganisationDuty, 'hold'> & { signedBy: string | null })[] };

@Injectable()
export class OrganisationViewService {
  constructor(private readonly unitOfWork: UnitOfWork) {}

  /** A provider for its own people, the Virtual School of its area, and one that signed an agreement with it: people, agreements, its own duties and records. Errors: NOT_FOUND. */
  async readProvider(actor: Actor, id: number): Promise<OrganisationView> {
    return this.read(actor, 'provider', PROVIDER_SQL, id);
  }

  /** An authority for its own people. Errors: NOT_FOUND. */
  async readAuthority(actor: Actor, code: string): Promise<OrganisationView> {
    return this.read(actor, 'authority', AUTHORITY_SQL, code);
  }

  private async read(actor: Actor, kind: OrganisationView['kind'], sql: string, id: number | string): Promise<OrganisationView> {
    return this.unitOfWork.run(async ({ now }) => {
      const [row] = await transaction().manager.query<{ view: Stored }[]>(sql, [id, londonDate(now)]);
      if (!row || !isPartOf(actor, kind, row.view)) throw notFound(kind);
      const view = reviveInstants(row.view);
      const mayTakeBack = (signedBy: string | null): boolean => canInOrganisation(actor, 'organisation-escalation.work', signedBy ?? view.areaCode);
      const duties = view.duties.map(({ signedBy, ...duty }) => ({ ...duty, releaseId: mayTakeBack(signedBy) ? duty.releaseId : null, status: statusOf(duty, now), hold: holdOffered(actor, kind, duty, signedBy ?? view.areaCode) }));
      const records = view.records.map((record) => ({ ...record, mayCorrect: mayCorrectRecord(actor, { ...record, providerId: kind === 'provider' ? Number(id) : null }, areaOf(view, record.agreementId)) }));
      return { ...view, kind, duties, records, partnersTold: kind === 'provider' ? await partnersTold(Number(id), mayTakeBack(null)) : [], offers: offersOf(actor, kind, view) };
    });
  }
}

function isPartOf(actor: Actor, kind: OrganisationView['kind'], { id, areaCode, agreements }: Stored): boolean {
  const area = actor.posts.some((held) => held.authorityCode === areaCode && ['key-contact', 'virtual-head', 'administrator', 'director'].includes(held.post));
  if (area || kind === 'authority') return area;
  return actor.posts.some((held) => held.providerId === id) || agreements.some(({ authorityCode }) => canInOrganisation(actor, 'agreement-hold-decision.record', authorityCode));
}

/** Whose Virtual School a record belongs to: of an agreement the one that signed it. */
const areaOf = ({ areaCode, agreements }: Pick<OrganisationView, 'areaCode' | 'agreements'>, agreementId: number | null): string => agreements.find(({ id }) => id === agreementId)?.authorityCode ?? areaCode;

function offersOf(actor: Actor, kind: OrganisationView['kind'], { id, areaCode, agreements, records, duties }: Stored): OrganisationView['offers'] {
  const providerId = kind === 'provider' ? Number(id) : null;
  const may = (record: OrganisationRecordKind, authorityCode: string) => record !== 'agreement-review' && canInOrganisation(actor, `${record}.record` satisfies OrganisationAction, authorityCode, providerId);
  return Object.entries<RecordKind>(ORGANISATION_RECORD_KINDS).flatMap(([name, row]): OrganisationView['offers'] => {
    const record = name as OrganisationRecordKind;
    // A hold starts from the line of its duty.
    if (isOrganisationHold(record)) return [];
    // A decision on a hold starts from the hold, by somebody else than whoever asked or owes the duty.
    if (row.about !== undefined && isOrganisationHold(row.about)) {
      const isForReader = (hold: OrganisationView['records'][number]): boolean => {
        const code = areaOf({ areaCode, agreements }, hold.agreementId);
        return may(record, code) && isSecondPerson(actor, code, hold.recordedById, duties.find(({ key }) => key === hold.details.dutyKey)?.owedBy ?? []);
      };
      return records.filter((one) => one.kind === row.about && !isDecided(one, records) && isForReader(one)).map((one) => ({ kind: record, text: `${row.ask}, asked for by ${one.recordedByName}`, agreementId: one.agreementId, aboutId: one.id }));
    }
    if (row.of === kind) return may(record, areaCode) ? [{ kind: record, text: row.ask, agreementId: null, aboutId: null }] : [];
    if (row.of !== 'agreement' || kind !== 'provider') return [];
    const allowed = agreements.filter(({ endedOn, authorityCode }) => endedOn === null && may(record, authorityCode));
    const { about, ask: text } = row;
    if (about === undefined) return allowed.map((agreement) => ({ kind: record, text, agreementId: agreement.id, aboutId: null }));
    const open = records.filter((one) => one.kind === about && !records.some(({ aboutId }) => aboutId === one.id) && isAsked(actor, { ...one, providerId }));
    return allowed.flatMap((agreement) => open.filter(({ agreementId }) => agreementId === agreement.id).map((one) => ({ kind: record, text: `${text} of ${describeDate(one.happenedOn)}`, agreementId: agreement.id, aboutId: one.id })));
  });
}

/** By which record somebody puts a duty on hold, that of the Virtual School which has it; null where they may not, or it cannot be. */
export function holdOffered(actor: Actor, of: OrganisationView['kind'], { key, outcome }: Pick<OrganisationDuty, 'key' | 'outcome'>, areaCode: string): OrganisationDuty['hold'] {
  const agreementId = of === 'provider' ? agreementOfDuty(key) : null;
  const kind = agreementId === null ? (`${of}-hold` as const) : 'agreement-hold';
  return outcome === 'open' && canBeHeld(key) && canInOrganisation(actor, `${kind}.record`, areaCode) ? { kind, agreementId } : null;
}

function statusOf({ outcome, late, missedFrom }: Pick<OrganisationDuty, 'outcome' | 'late' | 'missedFrom'>, now: Date): OrganisationDuty['status'] {
  if (outcome === 'met') return late ? 'met late' : 'met';
  if (outcome === 'no longer owed') return outcome;
  return missedFrom !== null && missedFrom <= now ? 'missed' : 'open';
}

const list = (select: string, order: string, from: string): string => `(SELECT coalesce(jsonb_agg(jsonb_build_object(${select}) ORDER BY ${order}), '[]') FROM ${from})`;

const people = (place: string): string => list(
  `'personId', n.id, 'name', n.name, 'email', n.email, 'phone', n.phone, 'post', h.post, 'team', h.team`, 'h.post, n.name',
  `post_holding h JOIN person n ON n.id = h.person_id AND n.active WHERE ${place} AND h.from_on <= $2 AND (h.until_on IS NULL OR h.until_on > $2)`,
);
const duties = (place: string): string => list(
  `'id', d.id, 'key', d.key, 'clause', d.clause, 'owedBy', d.owed_by, 'dueOn', d.due_on, 'missedFrom', d.missed_from, 'why', d.why, 'outcome', d.outcome,
   'metOn', d.met_on, 'because', d.because, 'late', d.late, 'heldUntil', d.held_until, 'escalationId', e.id, 'signedBy', d.signed_by,
   'releaseId', (SELECT r.id FROM duty_release r WHERE r.duty_key = d.key AND r.taken_back_at IS NULL)`,
  `(d.outcome <> 'open'), d.missed_from NULLS LAST, d.id`, `duty d LEFT JOIN escalation e ON e.duty_id = d.id AND e.closed_at IS NULL WHERE ${place}`,
);
const records = (place: string): string => list(
  `'id', r.id, 'kind', r.kind, 'agreementId', r.agreement_id, 'aboutId', r.about_id, 'happenedOn', r.happened_on, 'details', r.details, 'words', r.words, 'recordedById', r.recorded_by, 'recordedByName', coalesce(n.name, 'an import')`,
  'r.happened_on DESC, r.id DESC', `organisation_record r LEFT JOIN person n ON n.id = r.recorded_by WHERE ${place} AND r.taken_back_at IS NULL`,
);
const corrections = (place: string): string => list(
  `'id', c.id, 'fact', c.fact, 'factId', c.fact_id, 'what', coalesce(r.kind, h.post, split_part(x.duty_key, '/', 1), w.name, cv.name, kw.name), 'whose', hw.name, 'before', c.before, 'after', c.after, 'reason', c.reason, 'correctedByName', coalesce(n.name, 'an import'), 'correctedAt', c.corrected_at`,
  'c.id DESC', `organisation_correction c LEFT JOIN person n ON n.id = c.corrected_by LEFT JOIN organisation_record r ON c.fact = 'organisation-record' AND r.id = c.fact_id
    LEFT JOIN post_holding h ON c.fact = 'post-holding' AND h.id = c.fact_id LEFT JOIN person hw ON hw.id = h.person_id LEFT JOIN duty_release x ON c.fact = 'duty-release' AND x.id = c.fact_id
    LEFT JOIN person w ON c.fact = 'person' AND w.id = c.fact_id LEFT JOIN provider cv ON c.fact = 'provider' AND cv.id = c.fact_id
    LEFT JOIN designated_person_notice k ON c.fact = 'designated-person-notice' AND k.id = c.fact_id LEFT JOIN post_holding kh ON kh.id = k.holding_id LEFT JOIN person kw ON kw.id = kh.person_id
    WHERE ${place} AND num_nonnulls(r.id, h.id, x.id, w.id, cv.id, k.id) > 0`,
);
const agreements = (place: string, other: string): string => list(
  `'id', g.id, 'withName', ${other}.name, 'authorityCode', g.authority_code, 'signedOn', g.signed_on, 'endedOn', g.ended_on`, 'g.signed_on DESC, g.id DESC',
  `agreement g JOIN authority ga ON ga.code = g.authority_code JOIN provider gp ON gp.id = g.provider_id WHERE ${place} AND g.signed_on IS NOT NULL`,
);

const PROVIDER_SQL = `
SELECT jsonb_build_object('id', v.id, 'name', v.name, 'areaCode', a.code, 'areaName', a.name, 'people', ${people('h.provider_id = v.id')},
  'agreements', ${agreements('g.provider_id = v.id', 'ga')}, 'duties', ${duties('d.provider_id = v.id')}, 'records', ${records('r.provider_id = v.id')}, 'corrections', ${corrections('c.provider_id = v.id')}) AS view
FROM provider v JOIN authority a ON a.code = v.authority_code WHERE v.id = $1`;

const AUTHORITY_SQL = `
SELECT jsonb_build_object('id', a.code, 'name', a.name, 'areaCode', a.code, 'areaName', a.name, 'people', ${people('h.authority_code = a.code')},
  'agreements', ${agreements('g.authority_code = a.code', 'gp')}, 'duties', ${duties('d.authority_code = a.code')}, 'records', ${records('r.authority_code = a.code')}, 'corrections', ${corrections('c.authority_code = a.code')}) AS view
FROM authority a WHERE a.code = $1`;
