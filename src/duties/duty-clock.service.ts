import { Injectable, Logger } from '@nestjs/common';
import { In, type EntityManager } from 'typeorm';
import { loadCalendar } from '../bank-holidays/load-calendar.js';
import { LOCKS } from '../database/locks.js';
import { transaction, UnitOfWork } from '../database/unit-of-work.js';
import { actionsDue } from '../domain/agreement/actions-due.js';
import { settingsOfDuties } from '../settings/settings-of-duties.js';
import { toScheduled } from './duty-columns.js';
import { DutiesService } from './duties.service.js';
import { DutyRow } from './duty.entity.js';
import { SUBJECTS, type SubjectId } from './subjects.js';
import { doneStages } from './write-duties.js';
import { writeActions, type ActionOfDuty } from './write-actions.js';

const PUT_OFF_MS = 3_600_000;

/** What is claimed together, what is done with it, and how one is put off. */
interface Batch {
  name: string;
  claim: string;
  work: (ids: SubjectId[], clock: DutyClock) => Promise<unknown>;
  putOff: string;
}

/** Cases, providers and authorities whose duties the passing of time alone changes. */
const REFRESHES: readonly Batch[] = SUBJECTS.map((subject) => ({
  name: `The refreshing of ${subject.table}`,
  claim: `SELECT ${subject.idColumn} AS id FROM ${subject.table} WHERE refresh_at <= $1 ORDER BY refresh_at LIMIT 200 FOR NO KEY UPDATE SKIP LOCKED`,
  work: (ids, clock) => clock.duties.rederiveSubjects(subject, ids),
  putOff: `UPDATE ${subject.table} SET refresh_at = $2 WHERE ${subject.idColumn} = $1`,
}));

const DUTIES: Batch = {
  name: 'What is due of duty',
  claim: 'SELECT id FROM duty WHERE next_action_at <= $1 ORDER BY next_action_at, id LIMIT 300 FOR NO KEY UPDATE SKIP LOCKED',
  work: (ids, clock) => clock.act(ids as number[]),
  putOff: 'UPDATE duty SET next_action_at = $2 WHERE id = $1',
};

/** Finds what is due and not yet done, and writes it to the ledger. Any number may run at once; losing one loses nothing. */
@Injectable()
export class DutyClock {
  private readonly logger = new Logger('clock');

  constructor(
    private readonly unitOfWork: UnitOfWork,
    readonly duties: DutiesService,
  ) {}

  /** Does everything that is due by the installation's time, a batch a transaction. Answers how many duties and cases it looked at. */
  async sweep(): Promise<number> {
    let looked = 0;
    for (;;) {
      let found = 0;
      for (const batch of [...REFRESHES, DUTIES]) found += await this.doBatch(batch);
      if (found === 0) return looked;
      looked += found;
    }
  }

  /** One batch; where it fails, each of it alone, and what fails alone is put off, so that one case never stops the others. */
  private async doBatch(batch: Batch): Promise<number> {
    let ids: SubjectId[] = [];
    try {
      await this.unitOfWork.run(async ({ manager, now }) => {
        if (batch === DUTIES) await manager.query('SELECT pg_advisory_xact_lock_shared($1)', [LOCKS.sweep]);
        ids = (await manager.query<{ id: SubjectId }[]>(batch.claim, [now])).map((row) => row.id);
        if (ids.length > 0) await batch.work(ids, this);
      });
    } catch (error) {
      if (ids.length === 0) throw error;
      for (const id of ids) await this.unitOfWork.run(() => batch.work([id], this)).catch((reason: Error) => this.putOff(batch, id, reason));
    }
    return ids.length;
  }

  private async putOff(batch: Batch, id: SubjectId, reason: Error): Promise<void> {
    this.logger.error(`${batch.name} ${id} is put off for an hour: ${reason.message}`);
    await this.unitOfWork.run(({ manager, now }) => manager.query(batch.putOff, [id, new Date(now.getTime() + PUT_OFF_MS)]));
  }

  /** The next instant at which a sweep will find something; null when nothing is ahead. */
  async nextAt(manager: EntityManager): Promise<Date | null> {
    const [row] = await manager.query<{ at: Date | null }[]>(
      `SELECT least((SELECT min(next_action_at) FROM duty WHERE next_action_at IS NOT NULL),
                    (SELECT min(refresh_at) FROM young_person WHERE refresh_at IS NOT NULL),
                    (SELECT min(refresh_at) FROM provider), (SELECT min(refresh_at) FROM authority)) AS at`,
    );
    return row?.at ?? null;
  }

  /** Does what is due of these duties. */
  async act(dutyIds: number[]): Promise<void> {
    const { manager, now } = transaction();
    const rows = await manager.findBy(DutyRow, { id: In(dutyIds) });
    const [stages, settings, calendar] = [await doneStages(manager, rows), await settingsOfDuties(manager, rows), await loadCalendar(manager)];
    const actions: ActionOfDuty[] = [];
    for (const row of rows) {
      const found = actionsDue(toScheduled(row), stages(row), now, calendar, settings(row));
      for (const action of found.due) actions.push({ row, action, overtaken: false });
      for (const action of found.overtaken) actions.push({ row, action, overtaken: true });
      row.nextActionAt = found.nextActionAt;
    }
    await writeActions(manager, actions, now);
    await manager.query(
      `UPDATE duty d SET next_action_at = n.at FROM jsonb_to_recordset($1) AS n(id int, at timestamptz) WHERE d.id = n.id`,
      [JSON.stringify(rows.map((row) => ({ id: row.id, at: row.nextActionAt })))],
    );
  }
}
