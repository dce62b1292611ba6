import { readFile, stat } from 'node:fs/promises';
import { basename } from 'node:path';
import { parseArgs } from 'node:util';
import type { Config } from '../config.js';
import { Refusal } from '../errors.js';
import { IMPORT_KINDS, type ImportBatch, type ImportError, type ImportKind } from '../imports/import-batch.entity.js';
import { IMPORT_LIMITS } from '../imports/import-limits.js';
import { ImportsService } from '../imports/imports.service.js';
import { withServices } from './command-services.js';
import type { CommandResult } from './command.js';
import { withProgressLine } from './progress-line.js';

/** Good rows were, or would be, loaded and others were faulty. */
const SOME_ROWS_FAULTY = 3;

interface Asked {
  kind: ImportKind;
  file: string;
  dryRun: boolean;
  allOrNothing: boolean;
  /** Why the file changes what is recorded, where it does. */
  reason: string | null;
}

/**
 * `lsa import young-people roster.csv`: loads the good rows of a file and lists the faulty ones. `--dry-run` only looks;
 * `--all-or-nothing` loads nothing when a row is faulty; `--reason` says why the file changes what is recorded, where it does. Exit code 0: all rows are good; 3: some are faulty; 2: the question or
 * the file as a whole cannot be used.
 */
export async function importCommand(args: string[], config: Config): Promise<CommandResult> {
  const asked = readArgs(args);
  if (typeof asked === 'string') return refusal(asked);
  const bytes = await readBytes(asked.file);
  if (typeof bytes === 'string') return refusal(bytes);
  try {
    return await withServices(config, ({ unitOfWork, audit, duties }) => load(new ImportsService(unitOfWork, audit, duties), asked, bytes));
  } catch (error) {
    if (error instanceof Refusal) return refusal(error.detail);
    throw error;
  }
}

async function load(imports: ImportsService, { kind, file, dryRun, allOrNothing, reason }: Asked, bytes: Buffer): Promise<CommandResult> {
  const batch = await imports.previewImport(null, kind, basename(file), bytes);
  const faulty = batch.errors.length > 0;
  const wanted = !dryRun && batch.rows.length > 0 && !(allOrNothing && faulty);
  const changes = await imports.readChanges(null, batch.id);
  if (wanted && changes.length > 0 && reason === null) {
    await imports.discardImport(null, batch.id);
    return refusal(`${basename(file)} changes what is recorded: ${count(changes.length, 'value')}. Nothing was loaded. Look at them with --dry-run, and say why with --reason "…"`);
  }
  const done = wanted ? await withProgressLine('Importing', (progress) => imports.confirmImport(null, batch.id, reason, progress)) : await imports.discardImport(null, batch.id);
  const heading = wanted ? 'Loaded' : dryRun ? 'Nothing loaded (--dry-run); it would be' : 'Nothing loaded';
  const lines = [
    `${basename(file)}: ${count(batch.rows.length, 'good row')}, ${count(faultyLines(batch), 'faulty row')}.`,
    ...batch.warnings,
    ...batch.errors.map(describe),
    ...(dryRun ? changes.map(({ line, column, before, after }) => `line ${line}, ${column}: "${before}" would become "${after}"`) : []),
    wanted || dryRun ? `${heading}: ${describeCounts(done)}.` : `${heading}.`,
  ];
  return { exitCode: faulty ? SOME_ROWS_FAULTY : 0, stdout: `${lines.join('\n')}\n`, stderr: '' };
}

const faultyLines = (batch: ImportBatch): number => new Set(batch.errors.map((error) => error.line)).size;

const count = (number: number, noun: string): string => `${number} ${noun}${number === 1 ? '' : 's'}`;

const describeCounts = ({ result }: ImportBatch): string => `${result.created} created, ${result.changed} changed, ${result.unchanged} unchanged`;

function describe({ line, column, value, message }: ImportError): string {
  return `line ${line}${column === '' ? '' : `, ${column} "${value}"`}: ${message}`;
}

const USAGE = `Give a kind (${Object.keys(IMPORT_KINDS).join(', ')}) and a file, for example: import young-people roster.csv`;

const isKind = (name: string | undefined): name is ImportKind => name !== undefined && Object.keys(IMPORT_KINDS).includes(name);

function readArgs(args: string[]): Asked | string {
  try {
    const { values, positionals } = parseArgs({
      args,
      allowPositionals: true,
      options: { 'dry-run': { type: 'boolean' }, 'skip-faulty': { type: 'boolean' }, 'all-or-nothing': { type: 'boolean' }, reason: { type: 'string' } },
    });
    const [kind, file, ...rest] = positionals;
    if (!isKind(kind) || file === undefined || rest.length > 0) return USAGE;
    if (values['skip-faulty'] && values['all-or-nothing']) return '--skip-faulty and --all-or-nothing exclude each other: leave one of them out';
    if (values.reason !== undefined && values.reason.trim().length < 10) return 'Say in at least 10 characters why the file changes what is recorded: --reason "…"';
    return { kind, file, reason: values.reason?.trim() ?? null, dryRun: values['dry-run'] ?? false, allOrNothing: values['all-or-nothing'] ?? false };
  } catch {
    return `${USAGE}; the flags are --dry-run, --skip-faulty (as without a flag), --all-or-nothing and --reason "…"`;
  }
}

async function readBytes(file: string): Promise<Buffer | string> {
  try {
    const { size } = await stat(file);
    if (size > IMPORT_LIMITS.fileBytes) return `${file} is larger than ${IMPORT_LIMITS.fileBytes / 1024 / 1024} MB: split it into several files`;
    return await readFile(file);
  } catch (error) {
    return `${file} cannot be read: ${(error as NodeJS.ErrnoException).code === 'ENOENT' ? 'there is no such file' : (error as Error).message}`;
  }
}

function refusal(sentence: string): CommandResult {
  return { exitCode: 2, stdout: '', stderr: `${sentence}\n` };
}
