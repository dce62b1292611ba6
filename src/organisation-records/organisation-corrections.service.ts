import { Injectable } from '@nestjs/common';
import { AuditService } from '../audit/audit.service.js';
import { transaction, UnitOfWork } from '../database/unit-of-work.js';
import { isOrganisationHold, isOrganisationHoldDecision } from '../domain/agreement/holds.js';
import type { Actor } from '../domain/permissions.js';
import { DutiesService } from '../duties/duties.service.js';
import { conflict, notAllowed, notFound } from '../errors.js';
import { decidedBecause } from '../domain/agreement/agreement-review.js';
import { happenedOn } from '../happened.js';
import { takeHoldBack } from '../records/hold-faults.js';
import { mayCorrectRecord } from './may-correct-record.js';
import { OrganisationCorrection } from './organisation-correction.entity.js';
import type { CorrectRecordDayDto, TakeRecordBackDto } from './organisation-corrections.dto.js';
import { refuseTakingBack } from './organisation-holds.js';
import { OrganisationRecord } from './organisation-record.entity.js';
import { areaOf } from './organisation-records.service.js';

/** What providers, authorities and the parties of an agreement recorded wrongly, put right with a reason; both sides are kept, and duties follow. */
@Injectable()
export class OrganisationCorrections {
  constructor(
    private readonly unitOfWork: UnitOfWork,
    private readonly audit: AuditService,
    private readonly duties: DutiesService,
  ) {}

  /** One that still counts, for whoever may correct it. Errors: NOT_FOUND, NOT_ALLOWED. */
  async open(actor: Actor, id: number): Promise<OrganisationRecord> {
    return this.unitOfWork.run(async ({ manager }) => {
      const record = await manager.findOneBy(OrganisationRecord, { id });
      if (!record || record.takenBackAt !== null) throw notFound('record');
      if (!mayCorrectRecord(actor, record, await areaOf(record))) throw notAllowed('correct this: whoever records it does, each party its own');
      return record;
    });
  }

  /** Puts the day right. Errors: NOT_FOUND, NOT_ALLOWED, INVALID (IN_THE_FUTURE, TOO_EARLY), ALREADY_SO, TAKE_BACK_INSTEAD for a review, whose figures go by its day, and for a hold, which is approved as it was asked for. */
  async correctDay(actor: Actor, id: number, dto: CorrectRecordDayDto): Promise<void> {
    await this.change(actor, id, dto.reason, async (record, now) => {
      if (record.kind === 'agreement-review') throw conflict('TAKE_BACK_INSTEAD', 'The figures of a review go by its day. Take it back, and record it again.');
      if (isOrganisationHold(record.kind) || isOrganisationHoldDecision(record.kind)) throw conflict(takeHoldBack.code, takeHoldBack.sentence);
      const about = record.aboutId === null ? null : await transaction().manager.findOneBy(OrganisationRecord, { id: record.aboutId });
      const day = happenedOn('happenedOn', dto.happenedOn, now, about ? { on: about.happenedOn, what: 'what it answers' } : undefined);
      if (day === record.happenedOn) throw conflict('ALREADY_SO', 'It says this day already.');
      await transaction().manager.update(OrganisationRecord, { id }, { happenedOn: day });
      return { happenedOn: day };
    });
  }

  /** Takes it back: it does not count any more. An agreement that it ended goes on. Errors: NOT_FOUND, NOT_ALLOWED, OTHER_IN_FORCE; SECOND_PERSON of a hold that was refused. */
  async takeBack(actor: Actor, id: number, dto: TakeRecordBackDto): Promise<void> {
    await this.change(actor, id, dto.reason, async (record, now) => {
      if (record.kind === 'agreement-review' && record.details.decision === 'end') await goesOn(record);
      if (isOrganisationHoldDecision(record.kind)) await refuseTakingBack(transaction().manager, actor, record, await areaOf(record));
      await transaction().manager.update(OrganisationRecord, { id }, { takenBackAt: now });
      return null;
    });
  }

  private async change(actor: Actor, id: number, reason: string, work: (record: OrganisationRecord, now: Date) => Promise<OrganisationCorrection['after']>): Promise<void> {
    await this.unitOfWork.run(async ({ manager }) => {
      await manager.findOne(OrganisationRecord, { where: { id }, lock: { mode: 'for_no_key_update' } });
      const record = await this.open(actor, id);
      const { providerId, authorityCode, happenedOn: day } = record;
      const now = await transaction().nowThatLocked();
      const after = await work(record, now);
      await manager.insert(OrganisationCorrection, { providerId, authorityCode, fact: 'organisation-record', factId: id, before: { happenedOn: day }, after, reason, correctedBy: actor.personId, correctedAt: now });
      await this.audit.record(actor.personId, { name: after ? 'organisation-record.correct' : 'organisation-record.take-back', subject: `organisation-record-${id}`, fields: after ? ['happenedOn', 'reason'] : ['reason'] });
      if (providerId !== null) await this.duties.rederiveProviders([providerId]);
      if (authorityCode !== null) await this.duties.rederiveAuthorities([authorityCode]);
    });
  }
}

/**
 * IM5: an agreement whose end a review decided is in force again once that review was a mistake; where something else ended it since, it stays ended.
 * Errors: OTHER_IN_FORCE.
 */
async function goesOn({ agreementId, happenedOn: heldOn }: OrganisationRecord): Promise<void> {
  const { manager } = transaction();
  const [ended] = await manager.query<{ other: boolean }[]>(
    `SELECT EXISTS (SELECT FROM agreement o WHERE o.provider_id = g.provider_id AND o.authority_code = g.authority_code AND o.id <> g.id
       AND o.id IS DISTINCT FROM g.supersedes_id AND o.signed_on >= g.signed_on) AS other
     FROM agreement g WHERE g.id = $1 AND g.ended_because = $2`, [agreementId, decidedBecause(heldOn)]);
  if (!ended) return;
  if (ended.other) throw conflict('OTHER_IN_FORCE', 'Another agreement between the two came into force after this one ended: it cannot go on beside it. Correct that one first, if it is wrong.');
  await manager.query('UPDATE agreement SET ended_on = NULL, ended_because = NULL, version = version + 1 WHERE id = $1', [agreementId]);
}
