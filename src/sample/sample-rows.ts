import type { EntityManager } from 'typeorm';
import { sealedTable, type SealedTableName } from '../encryption/sealed-columns.js';
import { sealRows } from '../encryption/seal-rows.js';

/** A row that is not written yet. Other rows refer to it; its id comes with the writing. */
export interface NewRow {
  table: SampleTable;
  id: number;
  values: Record<string, unknown>;
  /** Columns that hold another row's id. */
  refers: Record<string, NewRow | null>;
}

/** The tables of the sample, each after those it refers to, with the types of its columns. */
const TABLES = {
  young_person:
    'reference text, home_authority_code text, team text, local_id text, preferred_name text, legal_name text, born_on date, uln text, uln_hash bytea, upn text, upn_hash bytea, care_status text, registered_at timestamptz',
  key_worker_assignment: 'case_id int, person_id int, kind text, from_at timestamptz, until_at timestamptz, authority_to_act_confirmed_at timestamptz',
  placement: 'case_id int, provider_id int, course text, level int, agreed_on date, starts_on date, ends_on date',
  placement_ending: 'case_id int, placement_id int, kind text, ended_on date, reason text, recorded_by int, recorded_by_provider boolean, recorded_at timestamptz',
  key_worker_notice: 'placement_id int, key_worker_id int, acknowledged_by int, acknowledged_at timestamptz',
  plan: 'case_id int, placement_id int, number int, reason_after_start text, written_by int, written_at timestamptz',
  plan_section: 'case_id int, plan_id int, section text, text text, written_by int, written_at timestamptz',
  plan_agreement: 'plan_id int, party text, agreed_at timestamptz, witness text, recorded_by int, recorded_at timestamptz',
  review: 'case_id int, placement_id int, held_on date, reason_elsewhere text, present text, what_changed text, young_persons_view text, feels_safe text, attended text[], counts_for text[], recorded_by int, recorded_at timestamptz',
  risk_notice: 'case_id int, placement_id int, kind text, what_happened text, occurred_at timestamptz, recorded_by int, recorded_at timestamptz',
  risk_call: 'notice_id int, recipient text, called_at timestamptz, outcome text, spoke_to text, recorded_by int, recorded_at timestamptz',
  risk_acknowledgement: 'notice_id int, recipient text, acknowledged_at timestamptz, person_id int',
  professionals_meeting: 'case_id int, notice_id int, held_on date, present text, outcome text, notes text, recorded_by int, recorded_at timestamptz',
  emergency:
    'case_id int, placement_id int, what_happened text, raised_at timestamptz, raised_by int, recorded_at timestamptz, acknowledged_at timestamptz, acknowledged_by int, responded_at timestamptz, responded_by int, response text',
} as const;
export type SampleTable = keyof typeof TABLES;

const ROWS_AT_A_TIME = 5_000;

/** Rows to be written together, a table a statement. */
export class SampleRows {
  private readonly rows = new Map<SampleTable, NewRow[]>();

  add(table: SampleTable, values: Record<string, unknown>, refers: Record<string, NewRow | null> = {}): NewRow {
    const row: NewRow = { table, id: 0, values, refers };
    const rows = this.rows.get(table);
    if (rows) rows.push(row);
    else this.rows.set(table, [row]);
    return row;
  }

  of(table: SampleTable): readonly NewRow[] {
    return this.rows.get(table) ?? [];
  }

  /** Writes them all and puts their ids on them. */
  async write(manager: EntityManager): Promise<void> {
    for (const table of Object.keys(TABLES) as SampleTable[]) await this.writeTable(manager, table);
  }

  private async writeTable(manager: EntityManager, table: SampleTable): Promise<void> {
    const rows = this.of(table);
    if (rows.length === 0) return;
    const ids = await manager.query<{ id: number }[]>(
      `SELECT nextval(pg_get_serial_sequence($1, 'id'))::int AS id FROM generate_series(1, $2)`,
      [table, rows.length],
    );
    rows.forEach((row, index) => (row.id = ids[index]?.id ?? 0));
    const columns = `id int, ${TABLES[table]}`;
    const names = columns.split(', ').map((column) => column.split(' ')[0]).join(', ');
    for (let from = 0; from < rows.length; from += ROWS_AT_A_TIME) {
      const records = rows.slice(from, from + ROWS_AT_A_TIME).map((row) => ({
        ...row.values,
        case_id: caseOf(row),
        ...Object.fromEntries(Object.entries(row.refers).map(([column, other]) => [column, other?.id ?? null])),
        id: row.id,
      }));
      const written = isSealed(table) ? await sealRows(manager, table, records) : records;
      await manager.query(`INSERT INTO ${table} (${names}) SELECT ${names} FROM jsonb_to_recordset($1) AS r(${columns})`, [JSON.stringify(written)]);
    }
  }
}

const isSealed = (table: SampleTable): table is SampleTable & SealedTableName => sealedTable(table) !== undefined;

/** The case that a row is of, through what it refers to. */
function caseOf({ table, id, refers }: NewRow): number | null {
  if (table === 'young_person') return id;
  const [parent = null] = Object.values(refers);
  return refers.case_id?.id ?? (parent && caseOf(parent));
}
