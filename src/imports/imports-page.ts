import { IMPORT_LIMITS } from './import-limits.js';
import { KINDS_OF_IMPORT } from './import-kinds.js';
import type { ImportColumn, ImportLayout } from './import-columns.js';

/** The columns of every kind of file as a page in Markdown, docs/imports.md: what the code reads, in its words. */
export function importsPage(): string {
  const layouts = Object.values(KINDS_OF_IMPORT).map(({ layout }) => layout);
  return `${[INTRODUCTION, ...layouts.map(section)].join('\n\n')}\n`;
}

const thousands = (number: number): string => number.toLocaleString('en-GB');

const INTRODUCTION = `# Importing files

<!-- Made from src/imports; src/imports/imports-page.spec.ts keeps it true. -->

\`\`\`
npm run --silent lsa -- import young-people roster.csv
\`\`\`

or the page Import of an administrator or a Virtual School key contact; files of attendance the page Returns of a provider's designated person. The kinds build on one another, so the first files of
an empty installation come in this order: ${Object.keys(KINDS_OF_IMPORT).join(', ')}. The region's authorities are always there.

- **Files**: CSV in UTF-8 or Windows-1252 with commas or semicolons, or the first sheet of an Excel workbook (.xlsx). At most
  ${IMPORT_LIMITS.fileBytes / 1024 / 1024} MB, ${thousands(IMPORT_LIMITS.rows)} rows, ${thousands(IMPORT_LIMITS.cellCharacters)} characters in a cell.
- **First line**: the columns by name, in any order; capitals and spaces do not matter. Columns with other names are not read,
  and the preview says so.
- **Empty cells** say nothing: what is recorded stays. Dates are YYYY-MM-DD or DD/MM/YYYY.
- **Preview first**: every faulty row is shown with its line (the first line is 1), its column, its value and what to do. The
  good rows wait until they are confirmed, a week at most, and are then written together or not at all. The same file again changes nothing.
- **Large files**: up to ${IMPORT_LIMITS.writtenAtOnce} good rows are written while you wait. More are written in the background: the page *Your long work* shows how
  far that is, can be left and come back to, and cancels it; nothing of a cancelled file is kept, and it can be confirmed again. The API answers 202 with the address.
- **What is overwritten**: the preview shows the recorded values that a filled cell would change, and has a file with all of them;
  what is recorded now is shown of cases that you see, of the first 50 in the file. To import such a file takes a reason, once for the file; each value is kept as a correction with it, on the
  case or the organisation. What was empty is added; a new care status, a new key worker and the end of a post are facts beside
  those before. None of them takes a reason. A file that would overwrite something else by now is refused: upload it again.
- **Taken back**: a file of attendance that was a mistake is taken back as a whole, with a reason: what it sent counts no more, what it overwrote says again what it said, and every duty follows. What somebody put right since stays. What another
  file brought is taken back fact by fact.
- **Of nobody else**: in a file of attendance a row about anybody who is not a learner of the provider is faulty in one and the same words, whether there is such a young person or not. Nothing of it is kept: neither reference nor number.
- **Rules**: an import records the same facts as the pages. A new key worker is a change of key worker, of which the provider is
  told; a placement whose plan is not in the file owes one. What was kept before the import is said by plan_agreed_on and
  last_review_on.

The command line loads the good rows and lists the faulty ones, one a line: \`line 17, date_of_birth "31/02/2009": …\`.
\`--dry-run\` only looks, and lists what would be overwritten; \`--reason "…"\` says why, without which such a file is not loaded; \`--all-or-nothing\` loads nothing if a row is faulty; \`--skip-faulty\` says what happens anyway. On a terminal
it shows how far it is; stopped with Ctrl-C, it leaves nothing of the file. Exit code
0: all rows are good; 3: some are faulty; 2: the command or the file as a whole cannot be used; 1: it failed.`;

function section({ kind, meaning, columns }: ImportLayout): string {
  const rows = columns.map((column) => `| \`${column.name}\` | ${need(column)} | ${column.meaning.replaceAll('|', '\\|')} | \`${column.example}\` |`);
  return [
    `## ${kind}`,
    '',
    meaning,
    '',
    `Example: [${kind}.csv](examples/${kind}.csv)`,
    '',
    '| column | needed | meaning | for example |',
    '| --- | --- | --- | --- |',
    ...rows,
  ].join('\n');
}

function need({ name, required }: ImportColumn): string {
  if (required === true) return 'always';
  const others = required.filter((other) => other !== name);
  if (others.length === 0) return 'no';
  return others.includes('course') || others.includes('provider_ukprn') ? 'with a placement' : `with ${others.join(' or ')}`;
}
