import { CLAUSES, type Clause } from './clauses.js';
import { ROLES } from './roles.js';

/** The register as a page in Markdown, docs/clauses.md: one section for each clause, as the code has it. */
export function clausesPage(): string {
  const parts = [
    '# The clauses',
    'Each promise of the agreement that the service keeps, as the code has it (`src/domain/agreement/clauses.ts`).',
    'This page is made from it, and a test keeps it true: after a change it prints the page that should be here.',
    ...Object.values(CLAUSES).map(section),
  ];
  return `${parts.join('\n\n')}\n`;
}

function section(clause: Clause): string {
  const owedBy = clause.owedBy.map((role) => ROLES[role].name).join(' with ');
  const rows = [
    ['Owed by', owedBy],
    ['Owed to', clause.owedTo],
    ['Opens when', clause.opens],
    ['Due', clause.due],
    ['Done when', clause.done],
    ['Messages', clause.urgency === 'urgent' ? 'at once' : 'at 08:00'],
    ...(clause.jointWith === null ? [] : [['One duty with', clause.jointWith]]),
  ];
  return [`## ${clause.id}: ${clause.title}`, ['| | |', '| --- | --- |', ...rows.map((row) => `| ${row.join(' | ')} |`)].join('\n')].join('\n\n');
}
