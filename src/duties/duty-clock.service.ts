import { Injectable } from '@nestjs/common';
import { In, type EntityManager } from 'typeorm';
import { LOCKS } from '../database/locks.js';
import { transaction, UnitOfWork } from '../database/unit-of-work.js';
import { actionsDue } from '../domain/agreement/actions-due.js';
import type { Action } from '../domain/agreement/actions.js';
import { ENGLAND } from '../domain/time/working-days.js';
import { toScheduled } from './duty-columns.js';
import { DutiesService } from './duties.service.js';
import { DutyRow } from './duty.entity.js';
import { doneStages } from './write-duties.js';
import { writeActions } from './write-actions.js';

const DUTIES_AT_A_TIME = 300;
const CASES_AT_A_TIME = 200;

/** Finds what is due and not yet done, and writes it to the ledger. Any number may run at once; losing one loses nothing. */
@Injectable()
export class DutyClock {
  constructor(
    private readonly unitOfWork: UnitOfWork,
    private readonly duties: DutiesService,
  ) {}

  /** Does everything that is due by the installation's time, a batch a transaction. Answers how many duties and cases it looked at. */
  async sweep(): Promise<number> {
    let looked = 0;
    for (;;) {
      const cases = await this.unitOfWork.run(() => this.refreshCases());
      const duties = await this.unitOfWork.run(() => this.actOnDuties());
      if (cases + duties === 0) return looked;
      looked += cases + duties;
    }
  }

  /** The next instant at which a sweep will find something; null when nothing is ahead. */
  async nextAt(manager: EntityManager): Promise<Date | null> {
    const [row] = await manager.query<{ at: Date | null }[]>(
      `SELECT least((SELECT min(next_action_at) FROM duty WHERE next_action_at IS NOT NULL),
                    (SELECT min(refresh_at) FROM young_person WHERE refresh_at IS NOT NULL)) AS at`,
    );
    return row?.at ?? null;
  }

  private async refreshCases(): Promise<number> {
    const { manager, now } = transaction();
    const due = await manager.query<{ id: number }[]>(
      `SELECT id FROM young_person WHERE refresh_at <= $1 ORDER BY refresh_at LIMIT ${CASES_AT_A_TIME} FOR NO KEY UPDATE SKIP LOCKED`,
      [now],
    );
    if (due.length > 0) await this.duties.rederive(due.map((row) => row.id));
    return due.length;
  }

  private async actOnDuties(): Promise<number> {
    const { manager, now } = transaction();
    await manager.query('SELECT pg_advisory_xact_lock_shared($1)', [LOCKS.sweep]);
    const claimed = await manager.query<{ id: number }[]>(
      `SELECT id FROM duty WHERE next_action_at <= $1 ORDER BY next_action_at, id LIMIT ${DUTIES_AT_A_TIME} FOR NO KEY UPDATE SKIP LOCKED`,
      [now],
    );
    if (claimed.length === 0) return 0;
    const rows = await manager.findBy(DutyRow, { id: In(claimed.map((row) => row.id)) });
    const stages = await doneStages(manager, rows);
    const actions: { row: DutyRow; action: Action; overtaken: boolean }[] = [];
    for (const row of rows) {
      const found = actionsDue(toScheduled(row), stages(row), now, ENGLAND);
      for (const action of found.due) actions.push({ row, action, overtaken: false });
      for (const action of found.overtaken) actions.push({ row, action, overtaken: true });
      row.nextActionAt = found.nextActionAt;
    }
    await writeActions(manager, actions, now);
    await manager.query(
      `UPDATE duty d SET next_action_at = n.at FROM jsonb_to_recordset($1) AS n(id int, at timestamptz) WHERE d.id = n.id`,
      [JSON.stringify(rows.map((row) => ({ id: row.id, at: row.nextActionAt })))],
    );
    return rows.length;
  }
}
