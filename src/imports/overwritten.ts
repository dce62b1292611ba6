import type { EntityManager } from 'typeorm';
import type { Said } from '../corrections/correction.entity.js';
import { formatInstant } from '../domain/time/london.js';
import { openSealed, sealed } from '../encryption/sealed-sql.js';

/** A recorded fact of which a row says something else: what is overwritten is kept as a correction. */
export interface Overwritten {
  line: number;
  /** Of a case, a key of `CORRECTABLE_FACTS`; else a fact of an `OrganisationCorrection`. */
  fact: string;
  factId: number;
  caseId: number | null;
  placementId: number | null;
  providerId: number | null;
  authorityCode: string | null;
  before: Said;
  after: Said;
  /** The columns of the file in which they differ, with what was and what would be, as a file says it. */
  columns: { column: string; before: string; after: string }[];
}

/** A kind of fact that rows of a file say something of: SQL over `import_row r`. */
export interface HeldFact {
  fact: string;
  /** Where it is held, joined to `import_row r`. */
  join: string;
  factId: string;
  caseId?: string;
  placementId?: string;
  providerId?: string;
  authorityCode?: string;
  /** By the names that a correction has: the column of the file, what is held, and what would be; else what is held stays where the cell is empty. */
  fields: Readonly<Record<string, { column: string; held: string; brings?: string }>>;
  /** A correction that keeps all of its fields together: the two days of a time in post. */
  whole?: true;
}

type Row = Omit<Overwritten, 'columns'>;

const CONFIRMED = 'authorityToActConfirmedAt';

export const HELD_YOUNG_PERSON: HeldFact = {
  fact: 'young-person', join: 'JOIN young_person y ON y.id = r.case_id', factId: 'y.id', caseId: 'y.id',
  fields: {
    preferredName: { column: 'preferred_name', held: 'y.preferred_name' },
    legalName: { column: 'legal_name', held: 'y.legal_name' },
    bornOn: { column: 'date_of_birth', held: 'y.born_on' },
    uln: { column: 'uln', held: sealed('young_person', 'uln', 'y', 'y.id') },
    upn: { column: 'upn', held: sealed('young_person', 'upn', 'y', 'y.id') },
    team: { column: 'team', held: 'y.team' },
  },
};

export const HELD_KEY_WORKER: HeldFact = {
  fact: 'key-worker', join: 'JOIN key_worker_assignment k ON k.id = r.assignment_id AND NOT r.assignment_new', factId: 'k.id', caseId: 'k.case_id',
  fields: {
    kind: { column: 'key_worker_kind', held: 'k.kind' },
    [CONFIRMED]: { column: 'authority_to_act_confirmed', held: 'k.authority_to_act_confirmed_at', brings: 'CASE WHEN r.authority_to_act_confirmed IS NOT false THEN k.authority_to_act_confirmed_at END' },
  },
};

export const HELD_PLACEMENT: HeldFact = {
  fact: 'placement', join: 'JOIN placement p ON p.id = r.placement_id AND NOT r.placement_new', factId: 'p.id', caseId: 'p.case_id', placementId: 'p.id',
  fields: {
    level: { column: 'level', held: 'p.level' },
    agreedOn: { column: 'agreed_on', held: 'p.agreed_on' },
    endsOn: { column: 'ends_on', held: 'p.ends_on' },
  },
};

export const HELD_PERSON: HeldFact = {
  fact: 'person', join: 'JOIN person p ON p.id = r.person_id', factId: 'p.id', providerId: 'p.provider_id', authorityCode: 'p.authority_code',
  fields: { name: { column: 'name', held: 'p.name' }, phone: { column: 'phone', held: 'p.phone' } },
};

export const HELD_POST: HeldFact = {
  fact: 'post-holding', join: 'JOIN post_holding h ON h.id = r.holding_id', factId: 'h.id', providerId: 'h.provider_id', authorityCode: 'h.authority_code', whole: true,
  fields: { fromOn: { column: 'from_on', held: 'h.from_on' }, untilOn: { column: 'until_on', held: 'h.until_on' } },
};

export const HELD_PROVIDER: HeldFact = {
  fact: 'provider', join: 'JOIN provider v ON v.id = r.provider_id', factId: 'v.id', providerId: 'v.id',
  fields: { name: { column: 'name', held: 'v.name' }, type: { column: 'type', held: 'v.type' } },
};

/**
 * What the staged rows would overwrite, to be asked before they are written. What was empty is added, not overwritten; a new
 * care status and a new key worker are facts of their own, beside those before.
 */
export async function overwritten(manager: EntityManager, facts: readonly HeldFact[]): Promise<Overwritten[]> {
  const all: Overwritten[] = [];
  for (const held of facts) all.push(...(await overwrittenOf(manager, held)));
  return all;
}

async function overwrittenOf(manager: EntityManager, held: HeldFact): Promise<Overwritten[]> {
  const rows = await openSealed(manager, await manager.query<Row[]>(statement(held)));
  return oncePerFact(rows).flatMap((row) => {
    const { before, after } = row;
    const fields = Object.keys(held.fields).filter((field) => (before[field] ?? null) !== null && before[field] !== after[field]);
    if (fields.length === 0) return [];
    const kept = held.whole ? Object.keys(held.fields) : fields;
    const only = (said: Said): Said => Object.fromEntries(kept.map((field) => [field, said[field] ?? null]));
    const columns = fields.map((field) => ({ column: held.fields[field]?.column ?? field, before: inFile(field, before[field]), after: inFile(field, after[field]) }));
    return [{ ...row, before: only(before), after: only(after), columns }];
  });
}

/** Several rows of somebody with several posts speak of one fact, and do not disagree: together they say what each says. */
function oncePerFact(rows: readonly Row[]): Row[] {
  const facts = new Map<number, Row>();
  for (const { before: held, after: brings, ...row } of rows) {
    const [before, said] = [asSaid(held), asSaid(brings)];
    const known = facts.get(row.factId)?.after ?? said;
    const after = Object.fromEntries(Object.entries(known).map(([field, value]) => [field, value === before[field] ? (said[field] ?? null) : value]));
    facts.set(row.factId, { ...(facts.get(row.factId) ?? row), before, after });
  }
  return [...facts.values()];
}

function statement({ fact, join, factId, caseId, placementId, providerId, authorityCode, fields }: HeldFact): string {
  const said = (value: (field: HeldFact['fields'][string]) => string): string => `jsonb_build_object(${Object.entries(fields).map(([name, field]) => `'${name}', ${value(field)}`).join(', ')})`;
  return `SELECT r.line, '${fact}' AS fact, ${factId} AS "factId", ${caseId ?? 'NULL::int'} AS "caseId", ${placementId ?? 'NULL::int'} AS "placementId",
    ${providerId ?? 'NULL::int'} AS "providerId", ${authorityCode ?? 'NULL::text'} AS "authorityCode",
    ${said(({ held }) => held)} AS before, ${said(({ column, held, brings }) => brings ?? `CASE WHEN r.${column} IS NULL THEN to_jsonb(${held}) ELSE to_jsonb(r.${column}) END`)} AS after
    FROM import_row r ${join} WHERE r.outcome = 'changed' ORDER BY r.line`;
}

/** Instants in the form that corrections have. */
const asSaid = (said: Said): Said => Object.fromEntries(Object.entries(said).map(([field, value]) => [field, field === CONFIRMED && value !== null ? formatInstant(new Date(String(value))) : value]));

/** As a cell of a file says it. */
function inFile(field: string, value: Said[string] | undefined): string {
  if (field === CONFIRMED) return value === null ? 'no' : 'yes';
  return value === null || value === undefined ? '' : String(value);
}
