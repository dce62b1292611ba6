import { POLICIES } from '../database/row-security/policies.js';
import { inRole, transaction } from '../database/unit-of-work.js';
import { openRows } from '../encryption/seal-rows.js';
import { sealedTable, type SealedTableName } from '../encryption/sealed-columns.js';
import { HOLDINGS, inOrder, ROOT } from './holdings.js';
import type { Holding } from './holding.js';

export type Row = Readonly<Record<string, unknown>>;

/**
 * Every row about a young person, by table, with the columns that go into their file and what is sealed opened. To be asked for by
 * whoever has asked the policy: it reads with the system's rights. Errors: SEAL_BROKEN.
 */
export async function collectRows(caseId: number): Promise<Map<string, Row[]>> {
  const found = new Map<string, Row[]>();
  for (const table of inOrder()) {
    const holding = HOLDINGS[table];
    if (holding) found.set(table, await inRole(POLICIES[table]?.secret ? 'door' : 'engine', () => rowsOf(table, holding, found, caseId)));
  }
  return found;
}

async function rowsOf(table: string, holding: Holding, found: ReadonlyMap<string, readonly Row[]>, caseId: number): Promise<Row[]> {
  const { manager } = transaction();
  const columns = toldColumns(holding);
  const { conditions, values } = aboutWhom(table, holding, found, caseId);
  const selected = columns.map((name) => `t."${name}"`).join(', ');
  const rows = await manager.query<Row[]>(`SELECT ${selected} FROM ${table} t WHERE ${conditions.join(' OR ')} ORDER BY ${columns.includes('id') ? 't.id' : '1'}`, values);
  return sealedTable(table) ? openRows(manager, table as SealedTableName, rows) : rows;
}

/** The columns that are told: those by which a row is found, and those of the three lists. */
export const toldColumns = ({ by, given = [], who = [], where = [] }: Holding): string[] => [...new Set([...given, ...Object.keys(by), ...who, ...where])];

/** SQL for the rows of a table `t` that are about the young person, by the rows that were found before. */
export function aboutWhom(table: string, { by }: Holding, found: ReadonlyMap<string, readonly Row[]>, caseId: number): { conditions: string[]; values: unknown[] } {
  if (table === ROOT) return { conditions: ['t.id = $1'], values: [caseId] };
  const ways = Object.entries(by).filter(([, parent]) => parent !== table);
  return {
    conditions: ways.map(([column], index) => `t."${column}" = ANY($${index + 1}::int[])`),
    values: ways.map(([, parent]) => (found.get(parent) ?? []).map(({ id }) => id)),
  };
}
