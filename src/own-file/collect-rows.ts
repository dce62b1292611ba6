import { POLICIES } from '../database/row-security/policies.js';
import { inRole, transaction } from '../database/unit-of-work.js';
import { openRows } from '../encryption/seal-rows.js';
import { sealedTable, type SealedTableName } from '../encryption/sealed-columns.js';
import { HOLDINGS, inOrder, ROOT } from './holdings.js';
import type { Holding } from './holding.js';

export type Row = Readonly<Record<string, unknown>>;

/** The rows of one table `t` about a young person: SQL and its values. */
export interface RowsAbout {
  table: string;
  holding: Holding;
  where: string;
  values: unknown[];
}

/** In the rights that a table takes: sign-in's own are shown to nobody else, not even to the system. */
export const inRoleOf = <T>(table: string, work: () => Promise<T>): Promise<T> => inRole(POLICIES[table]?.secret ? 'door' : 'engine', work);

/**
 * Goes through every table with rows about a young person, each after those that its rows are found by, and answers what `read` found.
 * To be asked for by whoever has asked the policy: it works with the system's rights.
 */
export async function walkHoldings(caseId: number, read: (about: RowsAbout) => Promise<Row[]>): Promise<Map<string, Row[]>> {
  const found = new Map<string, Row[]>();
  for (const table of inOrder()) {
    const holding = HOLDINGS[table];
    if (holding) found.set(table, await inRoleOf(table, () => read({ table, holding, ...aboutWhom(table, holding, found, caseId) })));
  }
  return found;
}

/** Every row about a young person, by table, with the columns that go into their file and what is sealed opened. Errors: SEAL_BROKEN. */
export const collectRows = (caseId: number): Promise<Map<string, Row[]>> => walkHoldings(caseId, async ({ table, holding, where, values }) => {
  const { manager } = transaction();
  const columns = toldColumns(holding);
  const selected = columns.map((name) => `t."${name}"`).join(', ');
  const rows = await manager.query<Row[]>(`SELECT ${selected} FROM ${table} t WHERE ${where} ORDER BY ${columns.includes('id') ? 't.id' : '1'}`, values);
  return sealedTable(table) ? openRows(manager, table as SealedTableName, rows) : rows;
});

/** The columns that are told: those by which a row is found, and those of the three lists. */
const toldColumns = ({ by, given = [], who = [], where = [] }: Holding): string[] => [...new Set([...given, ...Object.keys(by), ...who, ...where])];

function aboutWhom(table: string, { by, among = [] }: Holding, found: ReadonlyMap<string, readonly Row[]>, caseId: number): Pick<RowsAbout, 'where' | 'values'> {
  if (table === ROOT) return { where: 't.id = $1', values: [caseId] };
  const ways = Object.entries(by).filter(([, parent]) => parent !== table);
  const pointing = ways.map(([column], index) => `t."${column}" = ANY($${index + 1}::int[])`);
  const listed = among.map((column, index) => `t."${column}" @> ARRAY[$${ways.length + index + 1}::int]`);
  return { where: [...pointing, ...listed].join(' OR '), values: [...ways.map(([, parent]) => (found.get(parent) ?? []).map(({ id }) => id)), ...among.map(() => caseId)] };
}
