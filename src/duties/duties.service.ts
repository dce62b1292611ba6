import { Injectable } from '@nestjs/common';
import { In, type EntityManager } from 'typeorm';
import { loadCalendar } from '../bank-holidays/load-calendar.js';
import { inRole, transaction } from '../database/unit-of-work.js';
import { actionsDue } from '../domain/agreement/actions-due.js';
import type { Calendar } from '../domain/time/working-days.js';
import { loadSettings } from '../settings/load-settings.js';
import { settingsOfDuties } from '../settings/settings-of-duties.js';
import { differences, scheduleMoved, toColumns, toScheduled, type DerivedColumns } from './duty-columns.js';
import { DutyRow } from './duty.entity.js';
import { AUTHORITIES, CASES, PROVIDERS, type Subject, type SubjectId } from './subjects.js';
import { settleQueue, doneStages, writeDuties } from './write-duties.js';

/** A derived duty that its stored row did not match. */
export interface Difference {
  key: string;
  columns: string[];
}

/** Keeps the stored duties equal to what the law derives from the facts. Nothing else writes them. */
@Injectable()
export class DutiesService {
  /**
   * Derives the duties of these cases again, within the running transaction, and writes what differs. Cases are locked in
   * order, so that two people recording facts on one case take turns. Answers what differed: none, if no fact had changed.
   */
  rederive(caseIds: readonly number[]): Promise<Difference[]> {
    return this.rederiveSubjects(CASES, caseIds);
  }

  /** The same for providers (EP1, EP2, EP6, IM3, IM5). */
  rederiveProviders(providerIds: readonly number[]): Promise<Difference[]> {
    return this.rederiveSubjects(PROVIDERS, providerIds);
  }

  /** The same for authorities (VS1, VS2, VS7). */
  rederiveAuthorities(codes: readonly string[]): Promise<Difference[]> {
    return this.rederiveSubjects(AUTHORITIES, codes);
  }

  /** The same for subjects of one kind. */
  rederiveSubjects(subject: Subject, subjectIds: readonly SubjectId[]): Promise<Difference[]> {
    return subjectIds.length === 0 ? Promise.resolve([]) : inRole('engine', () => this.derive(subject, subjectIds));
  }

  private async derive(subject: Subject, subjectIds: readonly SubjectId[]): Promise<Difference[]> {
    const { manager, nowThatLocked } = transaction();
    const ids = [...new Set(subjectIds)].sort((a, b) => (a < b ? -1 : a > b ? 1 : 0));
    const { table, idColumn, idType, property } = subject;
    await manager.query(`SELECT ${idColumn} FROM ${table} WHERE ${idColumn} = ANY($1) ORDER BY ${idColumn} FOR NO KEY UPDATE`, [ids]);
    const now = await nowThatLocked();
    // Read under the locks: whoever adds a bank holiday derives these again after us, or has committed.
    const calendar = await loadCalendar(manager);
    const derived = await subject.derive(manager, ids, await loadSettings(manager), calendar, now);
    const stored = await storedDuties(manager, property, ids);
    const changed: DutyRow[] = [];
    const found: Difference[] = [];
    const refreshes: { id: SubjectId; refreshAt: Date | null }[] = [];
    for (const [id, derivation] of derived) {
      refreshes.push({ id, refreshAt: derivation.refreshAt });
      for (const columns of derivation.duties.map((duty) => toColumns({ [property]: id }, duty))) {
        compare(stored.get(columns.key), columns);
        stored.delete(columns.key);
      }
    }
    for (const row of stored.values()) {
      if (row.because !== FACT_TAKEN_BACK) compare(row, takenBack(row, now));
    }
    await this.schedule(manager, changed, calendar, now);
    await writeDuties(manager, changed);
    if (changed.length > 0) await settleQueue(manager, changed, now);
    if (subject.affected) found.push(...(await this.rederiveProviders(await subject.affected(manager, ids))));
    await manager.query(
      `UPDATE ${table} t SET refresh_at = r."refreshAt" FROM jsonb_to_recordset($1) AS r(id ${idType}, "refreshAt" timestamptz)
       WHERE t.${idColumn} = r.id AND t.refresh_at IS DISTINCT FROM r."refreshAt"`,
      [JSON.stringify(refreshes)],
    );
    return found;

    function compare(row: DutyRow | undefined, columns: DerivedColumns): void {
      const names = row ? differences(row, columns) : ['key'];
      if (names.length === 0) return;
      found.push({ key: columns.key, columns: names });
      const moved = row !== undefined && scheduleMoved(row, columns);
      changed.push({
        ...columns,
        id: row?.id ?? 0,
        scheduleVersion: (row?.scheduleVersion ?? 1) + (moved ? 1 : 0),
        knownAt: row && !moved ? row.knownAt : now,
        nextActionAt: row?.nextActionAt ?? null,
      });
    }
  }

  /** Sets when the clock has to look at each changed duty next. */
  private async schedule(manager: EntityManager, rows: DutyRow[], calendar: Calendar, now: Date): Promise<void> {
    if (rows.length === 0) return;
    const [stages, settings] = [await doneStages(manager, rows), await settingsOfDuties(manager, rows)];
    for (const row of rows) {
      const actions = actionsDue(toScheduled(row), stages(row), now, calendar, settings(row));
      row.nextActionAt = actions.due.length + actions.overtaken.length > 0 ? now : actions.nextActionAt;
    }
  }
}

/** A duty whose fact was a mistake; that it had been missed stays on record. */
const takenBack = (row: DutyRow, now: Date): DutyRow => {
  const late = row.late || (row.outcome === 'open' && row.missedFrom !== null && row.missedFrom <= now);
  return { ...row, outcome: 'no longer owed', because: FACT_TAKEN_BACK, late, metOn: null, metAt: null };
};

const FACT_TAKEN_BACK = 'the fact it came from was taken back';

async function storedDuties(manager: EntityManager, property: Subject['property'], ids: SubjectId[]): Promise<Map<string, DutyRow>> {
  const rows = await manager.find(DutyRow, { where: { [property]: In(ids) }, lock: { mode: 'for_no_key_update' }, order: { id: 'ASC' } });
  return new Map(rows.map((row) => [row.key, row]));
}
