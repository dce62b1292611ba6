import { Injectable } from '@nestjs/common';
import { QueryFailedError, type EntityManager } from 'typeorm';
import { AuditService } from '../audit/audit.service.js';
import { LOCKS } from '../database/locks.js';
import { UnitOfWork } from '../database/unit-of-work.js';
import { canInOrganisation, type Actor } from '../domain/permissions.js';
import { londonDate } from '../domain/time/london.js';
import { DutiesService } from '../duties/duties.service.js';
import { ALONE_CASES } from '../sharing/taken-out.js';
import { deriveImported } from './derive-imported.js';
import { conflict, invalid, notAllowed, notFound } from '../errors.js';
import { noneUnderWay } from '../long-work/long-work.service.js';
import { UNWATCHED, type Progress } from '../long-work/progress.js';
import { ImportBatch, type ImportChange, type ImportError, type ImportKind, type ImportRow } from './import-batch.entity.js';
import { KINDS_OF_IMPORT, mayImport, scopeOf, type KindOfImport } from './import-kinds.js';
import { lookAt } from './open-cases.js';
import { overwritten, type Overwritten } from './overwritten.js';
import { readRows } from './read-rows.js';
import { readTable } from './read-table.js';
import { countOutcomes, holdCases, removeFaultyRows, stageRows } from './staging.js';
import type { WriteContext } from './write-context.js';
import { writeCorrections } from './write-corrections.js';

/** After so many rows the next import is planned with what the tables hold now, not with what they held when they were small. */
const MANY_ROWS = 1_000;
const WRITTEN_TABLES = ['provider', 'person', 'young_person', 'key_worker_assignment', 'placement', 'plan', 'plan_agreement', 'review', 'duty'];

/** A value that confirming would overwrite; `before` is null where it is of a case that the reader does not see. */
export type SeenChange = Omit<ImportChange, 'caseId' | 'before'> & { before: string | null };

/** Files of providers, people, young people and placements: looked at first, written once somebody has confirmed. */
@Injectable()
export class ImportsService {
  constructor(
    private readonly unitOfWork: UnitOfWork,
    private readonly audit: AuditService,
    private readonly duties: DutiesService,
  ) {}

  /**
   * Reads a file and says what it would do; writes nothing but the batch. The actor is null for the command line, which may
   * import for every authority. Errors: NOT_ALLOWED; FILE_TOO_LARGE, FILE_UNREADABLE, FILE_EMPTY, TOO_MANY_COLUMNS,
   * TOO_MANY_ROWS, COLUMNS_MISSING, COLUMN_TWICE for the file as a whole; a faulty row is in the batch's errors.
   */
  async previewImport(actor: Actor | null, kind: ImportKind, fileName: string, bytes: Buffer): Promise<ImportBatch> {
    const kindOf = KINDS_OF_IMPORT[kind];
    if (actor && !mayImport(actor, kind)) throw notAllowed(`import ${kind}`);
    const table = await readTable(bytes);
    return this.unitOfWork.runIn('engine', async ({ manager, now }) => {
      const { rows, errors, warnings } = readRows(kindOf.layout, table, londonDate(now));
      await stageRows(manager, kindOf.layout, kindOf.staging, rows, now, londonDate(now), scopeOf(actor, kind, now));
      const refused = [...(await rowsOfOthers(manager, actor, kindOf)), ...(await removeFaultyRows(manager, kindOf.staging.checks))];
      const faulty = new Set(refused.map((error) => error.line));
      const batch = await manager.save(ImportBatch, {
        kind,
        fileName: fileName.replace(/[\p{Cc}\p{Cs}]/gu, '').slice(0, 255),
        state: 'previewed',
        uploadedBy: actor?.personId ?? null,
        uploadedAt: now,
        confirmedAt: null,
        rows: rows.filter((row) => !faulty.has(row.line)),
        errors: [...errors, ...refused].sort((a, b) => a.line - b.line),
        changes: changesIn(await overwritten(manager, kindOf.held)),
        warnings,
        result: await countOutcomes(manager),
      });
      await this.audit.record(actor?.personId ?? null, { name: 'import.preview', subject: importSubject(batch.id) });
      return batch;
    });
  }

  /** The batch, for who uploaded it. Errors: NOT_FOUND. */
  async readImport(actor: Actor | null, batchId: number): Promise<ImportBatch> {
    return this.unitOfWork.runIn('engine', ({ manager }) => findBatch(manager, actor, batchId));
  }

  /**
   * What a waiting batch would overwrite, line by line, at most the first `limit`: what it was before of cases that the reader
   * sees alone, of which it is a look, and of the first 50 cases in the file: a list of more is a file that a second person approves. The command
   * line sees all. Errors: NOT_FOUND.
   */
  async readChanges(actor: Actor | null, batchId: number, limit = Infinity): Promise<SeenChange[]> {
    return this.unitOfWork.runIn('engine', async ({ manager, now }) => seenChanges(manager, actor, await findBatch(manager, actor, batchId), { from: 0, limit }, now));
  }

  /** The same, a page at a time; `after` is the last number of the page before. Errors: NOT_FOUND. */
  async listChanges(actor: Actor, batchId: number, after: string | null, limit: number): Promise<{ items: SeenChange[]; total: number; after: string | null }> {
    return this.unitOfWork.runIn('engine', async ({ manager, now }) => {
      const batch = await findBatch(manager, actor, batchId);
      const from = /^\d{1,9}$/.test(after ?? '') ? Number(after) : 0;
      const [items, total] = [await seenChanges(manager, actor, batch, { from, limit }, now), batch.changes.length];
      return { items, total, after: from + limit < total ? String(from + limit) : null };
    });
  }

  /**
   * Writes all good rows of a previewed batch, or none: their facts, the trail and the duties, in one transaction. Rows that
   * are recorded already are left alone; what they overwrite is kept as corrections, with the reason given for the file. `progress`
   * hears rows and what is derived from them, and may break it off. Errors: NOT_FOUND, IMPORT_CLOSED, IMPORT_OUT_OF_DATE with the rows concerned; INVALID (REASON_MISSING) where something is overwritten.
   */
  async confirmImport(actor: Actor | null, batchId: number, reason: string | null = null, progress: Progress = UNWATCHED): Promise<ImportBatch> {
    return this.unitOfWork
      .runIn('engine', async ({ manager, now: begun }) => {
        // One at a time: two files about the same people, confirmed in the same second, take turns.
        await manager.query('SELECT pg_advisory_xact_lock($1)', [LOCKS.imports]);
        const batch = await waitingBatch(manager, actor, batchId);
        const kindOf = KINDS_OF_IMPORT[batch.kind];
        const today = londonDate(begun);
        const rows = batch.rows.length;
        await progress(0, rows);
        const scope = scopeOf(actor, batch.kind, begun);
        await stageRows(manager, kindOf.layout, kindOf.staging, batch.rows, begun, today, scope);
        const now = kindOf.staging.holdsCases ? await holdCases(manager, kindOf.staging, today, scope) : begun;
        const refused = [...(await rowsOfOthers(manager, actor, kindOf)), ...(await removeFaultyRows(manager, kindOf.staging.checks))];
        if (actor && !mayImport(actor, batch.kind)) throw notAllowed(`import ${batch.kind}`);
        if (refused.length > 0) throw outOfDate(refused);
        const result = await countOutcomes(manager);
        const subject = importSubject(batch.id);
        const context = { manager, now, today, personId: actor?.personId ?? null, importId: batch.id, subject };
        await keepOverwritten(context, batch, await overwritten(manager, kindOf.held), reason);
        if (result.created + result.changed > 0) await kindOf.write(context);
        await this.audit.record(actor?.personId ?? null, { name: 'import.confirm', subject });
        await deriveImported(manager, this.duties, kindOf.derived, (done, total) => progress(rows + done, rows + total));
        if (result.created + result.changed >= MANY_ROWS) await manager.query(`ANALYZE ${WRITTEN_TABLES.join(', ')}`);
        return manager.save(ImportBatch, { ...batch, state: 'confirmed' as const, confirmedAt: now, rows: [] as ImportRow[], changes: [] as ImportChange[], result });
      })
      .catch((error: unknown) => {
        if (error instanceof QueryFailedError && error.driverError.code === UNIQUE_VIOLATION) throw outOfDate([]);
        throw error;
      });
  }

  /**
   * Takes back what a confirmed file brought, where its kind has that: what it sent is there no more, what it overwrote says again what it said, and the
   * duties follow. What somebody put right since stays, and so does what whoever asks no longer sees; both are counted as unchanged. Errors: NOT_FOUND, NOT_ALLOWED, NOT_TO_BE_TAKEN_BACK.
   */
  async takeImportBack(actor: Actor | null, batchId: number, reason: string, progress: Progress = UNWATCHED): Promise<ImportBatch> {
    return this.unitOfWork.runIn('engine', async ({ manager, now }) => {
      await manager.query('SELECT pg_advisory_xact_lock($1)', [LOCKS.imports]);
      const batch = await findBatch(manager, actor, batchId, true);
      requireTakeable(batch);
      if (actor && !mayImport(actor, batch.kind)) throw notAllowed(`import ${batch.kind}`);
      const kindOf = KINDS_OF_IMPORT[batch.kind];
      const subject = importSubject(batch.id);
      await progress(0, batch.result.created + batch.result.changed);
      const result = await kindOf.takeBack?.({ manager, now, today: londonDate(now), personId: actor?.personId ?? null, importId: batch.id, subject }, scopeOf(actor, batch.kind, now), reason);
      await this.audit.record(actor?.personId ?? null, { name: 'import.take-back', subject });
      await deriveImported(manager, this.duties, kindOf.derived, progress);
      return manager.save(ImportBatch, { ...batch, state: 'taken-back' as const, ...(result && { result }) });
    });
  }

  /** Throws a previewed batch away, with what was read of it. Errors: NOT_FOUND, IMPORT_CLOSED, WORK_UNDER_WAY. */
  async discardImport(actor: Actor | null, batchId: number): Promise<ImportBatch> {
    return this.unitOfWork.runIn('engine', async ({ manager }) => {
      await noneUnderWay('import', importSubject((await findBatch(manager, actor, batchId)).id));
      const batch = await waitingBatch(manager, actor, batchId);
      await this.audit.record(actor?.personId ?? null, { name: 'import.discard', subject: importSubject(batch.id) });
      return manager.save(ImportBatch, { ...batch, state: 'discarded' as const, rows: [] as ImportRow[], errors: [] as ImportError[], changes: [] as ImportChange[] });
    });
  }
}

const UNIQUE_VIOLATION = '23505';

/** A file, as the trail and long work name it. */
export const importSubject = (batchId: number): string => `import-${batchId}`;

/** The staged rows of authorities for which this person may not import; the command line may for all. */
async function rowsOfOthers(manager: EntityManager, actor: Actor | null, { permission, ownerColumn }: KindOfImport): Promise<ImportError[]> {
  if (!actor || ownerColumn === null) return [];
  const owners = await manager.query<{ owner_code: string }[]>('SELECT DISTINCT owner_code FROM import_row WHERE owner_code IS NOT NULL');
  const others = owners.map((row) => row.owner_code).filter((code) => !canInOrganisation(actor, permission, code));
  return removeFaultyRows(manager, [
    {
      column: ownerColumn,
      code: 'NOT_YOUR_AUTHORITY',
      where: `r.owner_code IN (${['', ...others].map((code) => `'${code}'`).join(', ')})`,
      message: 'This row belongs to another authority, for which you cannot import: take it out, or ask that authority.',
    },
  ]);
}

async function findBatch(manager: EntityManager, actor: Actor | null, id: number, lock = false): Promise<ImportBatch> {
  const batch = await manager.findOne(ImportBatch, { where: { id }, ...(lock ? { lock: { mode: 'pessimistic_write' as const } } : {}) });
  if (!batch || batch.uploadedBy !== (actor?.personId ?? null)) throw notFound('import');
  return batch;
}

async function waitingBatch(manager: EntityManager, actor: Actor | null, id: number): Promise<ImportBatch> {
  const batch = await findBatch(manager, actor, id, true);
  if (batch.state !== 'previewed') throw conflict('IMPORT_CLOSED', `This import was ${batch.state} before. Upload the file again to import it once more.`);
  return batch;
}

/** Refuses a reason that lacks where a waiting batch overwrites something. Errors: INVALID (REASON_MISSING). */
export function requireReason({ state, changes }: ImportBatch, reason: string | null): void {
  if (state === 'previewed' && changes.length > 0 && reason === null) throw reasonMissing();
}

/** Refuses to take back what is not imported, or of a kind of which each fact is taken back on its own. Errors: NOT_TO_BE_TAKEN_BACK. */
export function requireTakeable({ kind, state }: ImportBatch): void {
  if (KINDS_OF_IMPORT[kind].takeBack === undefined) throw conflict('NOT_TO_BE_TAKEN_BACK', 'What a file of this kind brought is taken back fact by fact, on the case or the organisation.');
  if (state !== 'confirmed') throw conflict('NOT_TO_BE_TAKEN_BACK', `This file is ${state === 'taken-back' ? 'taken back already' : state}: there is nothing of it to take back.`);
}

/** Some of what a batch would overwrite, with what is recorded now where the reader sees it. */
async function seenChanges(manager: EntityManager, actor: Actor | null, { id, kind, changes }: ImportBatch, { from, limit }: { from: number; limit: number }, now: Date): Promise<SeenChange[]> {
  const casesIn = (some: readonly ImportChange[]): number[] => [...new Set(some.flatMap(({ caseId }) => caseId ?? []))];
  const shown = changes.slice(from, from + limit);
  const first = new Set(casesIn(changes).slice(0, actor ? ALONE_CASES : Infinity));
  const caseIds = casesIn(shown).filter((caseId) => first.has(caseId));
  const seen = actor ? await lookAt(manager, actor, caseIds, importSubject(id), now, scopeOf(actor, kind, now)) : new Set(caseIds);
  return shown.map(({ caseId, ...change }) => ({ ...change, before: caseId === null || seen.has(caseId) ? change.before : null }));
}

const changesIn = (all: readonly Overwritten[]): ImportChange[] =>
  all.flatMap(({ line, caseId, columns }) => columns.map((one) => ({ line, caseId, ...one }))).sort((a, b) => a.line - b.line).map((change, index) => ({ id: index + 1, ...change }));

/** Nobody overwrites what the preview has not shown them. Errors: IMPORT_OUT_OF_DATE; INVALID (REASON_MISSING). */
async function keepOverwritten(context: WriteContext, { changes }: ImportBatch, all: readonly Overwritten[], reason: string | null): Promise<void> {
  const nameOf = ({ line, column, before }: Pick<ImportChange, 'line' | 'column' | 'before'>): string => JSON.stringify([line, column, before]);
  const known = new Set(changes.map(nameOf));
  const unseen = changesIn(all).filter((change) => !known.has(nameOf(change)));
  if (unseen.length > 0) throw outOfDate(unseen.map(({ line, column, after }) => ({ line, column, value: after, code: 'CHANGED_SINCE', message: 'Something else is recorded there now.' })));
  if (all.length === 0) return;
  if (reason === null) throw reasonMissing();
  await writeCorrections(context, all, reason);
}

const reasonMissing = () =>
  invalid([{ code: 'REASON_MISSING', field: 'reason', sentence: 'The file changes what is recorded already. Say why: what was recorded is kept, with your reason.' }]);

function outOfDate(errors: ImportError[]) {
  const reasons = errors.map(({ line, column, code, message }) => ({ code, field: column, sentence: `Line ${line}, ${column}: ${message}` }));
  return conflict('IMPORT_OUT_OF_DATE', 'What is recorded has changed since the file was looked at. Nothing was imported: upload the file again.', reasons);
}
