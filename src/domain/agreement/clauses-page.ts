import { CLAUSES, KEPT_OTHERWISE, type Clause, type KeptOtherwise } from './clauses.js';
import { CASE_RECORD_KINDS, ORGANISATION_RECORD_KINDS, type RecordKind } from './records.js';
import { ROLES } from './roles.js';
import { SETTINGS } from './settings.js';

/** The register as a page in Markdown, docs/clauses.md: one section for each clause, as the code has it. */
export function clausesPage(): string {
  const parts = [
    '# The clauses',
    'Each promise of the agreement that the service keeps, as the code has it (`src/domain/agreement/clauses.ts`).',
    'This page is made from it, and a test keeps it true: after a change it prints the page that should be here.',
    'How each sentence is read, to the day, is decision 8 (`docs/decisions/0008-how-each-sentence-is-read.md`).',
    ...Object.values(CLAUSES).map(section),
    '# Kept without a duty of their own',
    table(['Clause', 'What it says', 'How it is kept', 'By'], Object.entries(KEPT_OTHERWISE).map(([id, row]) => keptRow(id, row))),
  ];
  return `${parts.join('\n\n')}\n`;
}

function section(clause: Clause): string {
  const owedBy = clause.owedBy.map((role) => ROLES[role].name).join(clause.jointWith === null ? ' or ' : ' with ');
  const recorded = recordsOf(clause.id);
  const settings = Object.values(SETTINGS).filter((row) => row.clause === clause.id);
  const rows = [
    ['Owed by', owedBy],
    ['Owed to', clause.owedTo],
    ['Opens when', clause.opens],
    ['Due', clause.due],
    ['Done when', clause.done],
    ['Messages', clause.urgency === 'urgent' ? 'at once' : 'at 08:00'],
    ...(recorded === '' ? [] : [['Recorded as', recorded]]),
    ...settings.map(({ title, unit, default: value, least, most, stated }) => ['Setting', `${title}: ${value} ${value === 1 ? unit.replace(/s\b/, '') : unit}, ${stated ? 'which may only be shortened' : `from ${least} to ${most}`}`]),
    ...(clause.jointWith === null ? [] : [['One duty with', clause.jointWith]]),
  ];
  return [`## ${clause.id}: ${clause.title}`, table(['', ''], rows)].join('\n\n');
}

/** The kinds of record that open or keep a clause's duty. */
function recordsOf(id: string): string {
  const kinds: RecordKind[] = [...Object.values(CASE_RECORD_KINDS), ...Object.values(ORGANISATION_RECORD_KINDS)];
  return kinds.filter(({ clause }) => clause === id).map(({ name }) => name).join(', ');
}

const keptRow = (id: string, { title, how, by }: KeptOtherwise): string[] => [id, title, how, [...by, recordsOf(id)].filter(Boolean).join(', ') || '–'];

const table = (head: readonly string[], rows: readonly string[][]): string => [line(head), line(head.map(() => '---')), ...rows.map(line)].join('\n');

const line = (cells: readonly string[]): string => (cells.every((cell) => cell === '') ? '| | |' : `| ${cells.join(' | ')} |`);
