import { Injectable } from '@nestjs/common';
import { AuditService } from '../audit/audit.service.js';
import { Clock } from '../clock.js';
import { part, type Part } from '../database/read-together.js';
import { LOCKS } from '../database/locks.js';
import { inRole, transaction, UnitOfWork } from '../database/unit-of-work.js';
import { LONG_WORK_KEPT_DAYS, LONG_WORK_KINDS, type LongWorkKind } from '../domain/long-work.js';
import type { Actor } from '../domain/permissions.js';
import { conflict, notFound } from '../errors.js';
import { LongWorkRow } from './long-work.entity.js';

const DAY_MS = 86_400_000;
const UNDER_WAY = `state IN ('waiting', 'running')`;

/** What a piece of work is, for whoever begins it. */
export type BegunWork = Pick<LongWorkRow, 'kind' | 'subject' | 'input'>;

/** What others of an organisation have under way: that there is some, and nothing of what it is about. */
export interface OthersWork {
  kind: LongWorkKind;
  count: number;
  firstBegunAt: Date;
}

/** Work that takes longer than somebody waits for a page: begun here, done by a worker (`DoLongWork`), watched and cancelled by whoever began it. */
@Injectable()
export class LongWork {
  constructor(
    private readonly unitOfWork: UnitOfWork,
    private readonly clock: Clock,
    private readonly audit: AuditService,
  ) {}

  /** Has a piece of work done; the caller has asked the policy whether this person may. Errors: WORK_UNDER_WAY (409). */
  async begin(begunBy: number, work: BegunWork): Promise<LongWorkRow> {
    return this.unitOfWork.runIn('engine', async ({ manager }) => {
      await manager.query('SELECT pg_advisory_xact_lock($1)', [LOCKS.longWork]);
      await noneUnderWay(work.kind, work.subject);
      await this.audit.record(begunBy, { name: 'long-work.begin', subject: work.subject });
      const row = manager.create(LongWorkRow, { ...work, begunBy, begunAt: this.clock.realNow(), state: 'waiting', attempts: 0, done: 0, total: null, cancelAskedAt: null, endedAt: null, errorCode: null, figures: {} });
      return manager.save(row);
    });
  }

  /** What somebody began, the latest first. */
  async list(actor: Actor): Promise<LongWorkRow[]> {
    return this.unitOfWork.run(({ manager }) => manager.find(LongWorkRow, { where: { begunBy: actor.personId }, order: { id: 'DESC' } }));
  }

  /** One piece, for whoever began it. Errors: NOT_FOUND. */
  async read(actor: Actor, id: number): Promise<LongWorkRow> {
    return this.unitOfWork.run(async ({ manager }) => {
      const row = await manager.findOneBy(LongWorkRow, { id, begunBy: actor.personId });
      if (!row) throw notFound('long work');
      return row;
    });
  }

  /** What somebody has under way about one thing; null for nothing. */
  async underWay(actor: Actor, kind: LongWorkKind, subject: string): Promise<LongWorkRow | null> {
    return (await this.list(actor)).find((row) => row.kind === kind && row.subject === subject && row.endedAt === null) ?? null;
  }

  /**
   * Cancels it: at once while it waits, else before its next step; nothing of it is kept. From here on it cannot become done any more.
   * Asked again it changes nothing. Errors: NOT_FOUND, WORK_ENDED (409).
   */
  async cancel(actor: Actor, id: number): Promise<LongWorkRow> {
    return this.unitOfWork.run(async ({ manager }) => {
      const { subject } = await this.read(actor, id);
      const now = this.clock.realNow();
      // Whichever comes first: its last step takes the same row.
      await manager.query(
        `UPDATE long_work SET cancel_asked_at = coalesce(cancel_asked_at, $2), state = CASE state WHEN 'waiting' THEN 'cancelled' ELSE state END,
           ended_at = CASE state WHEN 'waiting' THEN $2::timestamptz END, input = CASE state WHEN 'waiting' THEN '{}' ELSE input END
         WHERE id = $1 AND ${UNDER_WAY}`,
        [id, now],
      );
      const row = await this.read(actor, id);
      if (row.state === 'done' || row.state === 'failed') throw conflict('WORK_ENDED', `This has ended already: it is ${row.state}. There is nothing to cancel.`);
      await this.audit.record(actor.personId, { name: 'long-work.cancel', subject });
      return row;
    });
  }

  /** What the others of an administrator's authority have under way. */
  async othersUnderWay(actor: Actor): Promise<OthersWork[]> {
    const authorities = actor.posts.flatMap(({ post, authorityCode }) => (post === 'administrator' && authorityCode !== null ? [authorityCode] : []));
    if (authorities.length === 0) return [];
    return this.unitOfWork.runIn('engine', ({ manager }) =>
      manager.query<OthersWork[]>(
        `SELECT w.kind, count(*)::int AS count, min(w.begun_at) AS "firstBegunAt" FROM long_work w JOIN person p ON p.id = w.begun_by
         WHERE p.authority_code = ANY($1) AND w.begun_by <> $2 AND w.ended_at IS NULL GROUP BY 1 ORDER BY 1`,
        [authorities, actor.personId],
      ),
    );
  }

  /** Deletes what ended some weeks ago. */
  async forget(): Promise<void> {
    await this.unitOfWork.run(({ manager }) => manager.query('DELETE FROM long_work WHERE ended_at < $1', [new Date(this.clock.realNow().getTime() - LONG_WORK_KEPT_DAYS * DAY_MS)]));
  }
}

/** How many pieces of somebody's work are under way, as a part of a page. */
export const longWorkPart = (actor: Actor): Part<number> =>
  part(`SELECT count(*)::int AS count FROM long_work WHERE begun_by = $1 AND ${UNDER_WAY}`, [actor.personId], ([row]: { count: number }[]) => row?.count ?? 0);

/** Within the running transaction: refuses while a piece of work about this thing is under way, whoever began it. Errors: WORK_UNDER_WAY (409). */
export async function noneUnderWay(kind: LongWorkKind, subject: string): Promise<void> {
  const [row] = await inRole('engine', () => transaction().manager.query<{ id: number }[]>(`SELECT id FROM long_work WHERE kind = $1 AND subject = $2 AND ${UNDER_WAY}`, [kind, subject]));
  if (row) throw conflict('WORK_UNDER_WAY', `${LONG_WORK_KINDS[kind]}: this is being done at this moment. Look at your long work, and wait until it has ended, or cancel it there.`);
}
