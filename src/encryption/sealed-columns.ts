/** Whose key it is: a case's by its number, or one of the installation's for what belongs to no case. */
export type KeyOwner = number | Purpose;

/** `imports`: uploaded files that wait, and what long work takes; `sign-in`: what authenticator apps share with us, and forms that wait for a proof; `drafts`: forms that somebody has not sent yet; `feedback`: what people write about the service. */
export type Purpose = 'imports' | 'sign-in' | 'drafts' | 'feedback';

interface SealedTable {
  columns: Readonly<Record<string, 'text' | 'jsonb'>>;
  /** The column with the case, whose key it is; or the purpose of the installation's key. */
  case?: string;
  purpose?: Purpose;
  /** Columns by whose keyed hash rows are found: `uln` by `uln_hash`. */
  found?: readonly string[];
}

/**
 * The texts that could hurt: each table and column that holds ciphertext alone, and whose key it is. Each is bound to table,
 * column, row and owner. Whatever seals, opens, checks, moves or tests goes by this table. What is not here, and why: docs/security.md.
 */
export const SEALED_COLUMNS = {
  young_person: { columns: { uln: 'text', upn: 'text' }, case: 'id', found: ['uln', 'upn'] },
  placement_ending: { columns: { reason: 'text' }, case: 'case_id' },
  plan: { columns: { reason_after_start: 'text' }, case: 'case_id' },
  plan_section: { columns: { text: 'text' }, case: 'case_id' },
  review: { columns: { reason_elsewhere: 'text', present: 'text', what_changed: 'text', young_persons_view: 'text' }, case: 'case_id' },
  risk_notice: { columns: { what_happened: 'text' }, case: 'case_id' },
  professionals_meeting: { columns: { present: 'text', notes: 'text' }, case: 'case_id' },
  emergency: { columns: { what_happened: 'text', how_to_reach: 'text', response: 'text' }, case: 'case_id' },
  emergency_access: { columns: { words: 'text', verdict_words: 'text' }, case: 'case_id' },
  record: { columns: { words: 'jsonb' }, case: 'case_id' },
  status_letter: { columns: { legal_name: 'text', to_whom: 'text', what_for: 'text' }, case: 'case_id' },
  legal_hold: { columns: { reason: 'text' }, case: 'case_id' },
  subject_request: { columns: { words: 'text' }, case: 'case_id' },
  correction: { columns: { before: 'jsonb', after: 'jsonb', reason: 'text' }, case: 'case_id' },
  // A note on a duty of a provider or an authority is about no case, and stays as it is.
  escalation_note: { columns: { text: 'text' }, case: 'case_id' },
  // As is the reason why such a duty is no longer owed.
  duty_release: { columns: { reason: 'text' }, case: 'case_id' },
  import_batch: { columns: { rows: 'jsonb', errors: 'jsonb', changes: 'jsonb' }, purpose: 'imports' },
  long_work: { columns: { input: 'jsonb' }, purpose: 'imports' },
  draft: { columns: { fields: 'jsonb' }, purpose: 'drafts' },
  feedback: { columns: { words: 'text' }, purpose: 'feedback' },
  session: { columns: { draft: 'jsonb' }, purpose: 'sign-in' },
  totp_factor: { columns: { secret: 'text' }, purpose: 'sign-in' },
} as const satisfies Record<string, SealedTable>;

export type SealedTableName = keyof typeof SEALED_COLUMNS;
export const SEALED_TABLES = Object.keys(SEALED_COLUMNS) as SealedTableName[];

/** What a table seals; undefined where it seals nothing. */
export const sealedTable = (name: string): SealedTable | undefined => (SEALED_COLUMNS as Record<string, SealedTable>)[name];

/** Where a sealed text stands. `row` is the row's primary key. */
export interface Place {
  table: SealedTableName;
  column: string;
  row: number | string;
  owner: KeyOwner;
}

/** What a text is bound to: at any other place it does not open. */
export const boundTo = ({ table, column, row, owner }: Place): string => JSON.stringify([table, column, String(row), typeof owner === 'number' ? `case ${owner}` : owner]);

/** What hides nothing is not sealed: no text, and an empty text, object or list. */
export function isEmpty(value: unknown): boolean {
  if (value === null || value === undefined || value === '') return true;
  return typeof value === 'object' && Object.keys(value).length === 0;
}
