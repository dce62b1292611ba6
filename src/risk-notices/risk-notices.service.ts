import { Injectable } from '@nestjs/common';
import { IsNull } from 'typeorm';
import { transaction } from '../database/unit-of-work.js';
import type { RiskRecipient } from '../domain/agreement/facts.js';
import type { Actor } from '../domain/permissions.js';
import { londonDate, startOfDay } from '../domain/time/london.js';
import { conflict, notAllowed, notFound } from '../errors.js';
import { happenedAt, happenedOn } from '../happened.js';
import { roleHolders, roleKey } from '../notifications/role-holders.js';
import { placementOf, refuseAfterPlacement } from '../placements/placement-of.js';
import { refuseAfterEnd } from '../young-people/case-ended.js';
import { CaseWork, type OpenCase } from '../young-people/case-work.service.js';
import { ProfessionalsMeeting } from './professionals-meeting.entity.js';
import { RiskAcknowledgement } from './risk-acknowledgement.entity.js';
import { RiskCall } from './risk-call.entity.js';
import { RiskNotice } from './risk-notice.entity.js';
import type { RecordCallDto, RecordMeetingDto, ReportRiskDto } from './risk-notices.dto.js';

@Injectable()
export class RiskNoticesService {
  constructor(private readonly cases: CaseWork) {}

  /** Reports that a learner may not be able to stay: four legs are owed that day, and the system sends the e-mails (EP11). Errors: NOT_FOUND, PLACEMENT_ENDED, CASE_ENDED, INVALID. */
  async reportRisk(actor: Actor, reference: string, dto: ReportRiskDto): Promise<RiskNotice> {
    const change = { action: 'risk-notice.report', placementId: dto.placementId, subject: `placement-${dto.placementId}`, fields: Object.keys(dto) } as const;
    return this.cases.change(actor, reference, change, async ({ youngPerson, now }) => {
      const { manager } = transaction();
      const placement = await placementOf(manager, youngPerson.id, dto.placementId);
      const notBefore = { at: startOfDay(placement.agreedOn), what: 'the placement was agreed' };
      const occurredAt = happenedAt('occurredAt', dto.occurredAt, now, notBefore);
      await refuseAfterPlacement(manager, placement.id, londonDate(occurredAt));
      await refuseAfterEnd(youngPerson, now, londonDate(occurredAt), { urgent: true });
      return manager.save(RiskNotice, {
        caseId: youngPerson.id,
        placementId: placement.id,
        kind: dto.kind,
        whatHappened: dto.whatHappened,
        occurredAt,
        recordedBy: actor.personId,
        recordedAt: now,
      });
    });
  }

  /** Records who was called, when, and how it ended: a phone leg of EP11. Errors: NOT_FOUND, INVALID. */
  async recordCall(actor: Actor, reference: string, noticeId: number, dto: RecordCallDto): Promise<RiskCall> {
    const change = { action: 'risk-call.record', placementId: placementOfNotice(noticeId), subject: `risk-notice-${noticeId}`, fields: Object.keys(dto) } as const;
    return this.cases.change(actor, reference, change, async ({ youngPerson, now }) => {
      const notice = await noticeOf(youngPerson.id, noticeId);
      return transaction().manager.save(RiskCall, {
        noticeId,
        to: dto.to,
        calledAt: happenedAt('calledAt', dto.calledAt, now, { at: notice.occurredAt, what: 'the time of what you reported' }),
        outcome: dto.outcome,
        spokeTo: dto.spokeTo ?? null,
        recordedBy: actor.personId,
        recordedAt: now,
      });
    });
  }

  /** The key worker or the key contact, or who stands in while there is none, says that the e-mail is read (EP11): whoever is both says so for both. Errors: NOT_FOUND, NOT_ALLOWED, ALREADY_ACKNOWLEDGED. */
  async acknowledgeRisk(actor: Actor, reference: string, noticeId: number): Promise<RiskAcknowledgement[]> {
    const change = { action: 'risk-notice.acknowledge', subject: `risk-notice-${noticeId}` } as const;
    return this.cases.change(actor, reference, change, async ({ youngPerson, now }) => {
      const { manager } = transaction();
      await noticeOf(youngPerson.id, noticeId);
      const parts = await recipientRoles(actor, youngPerson.id, now);
      if (parts.length === 0) throw notAllowed('acknowledge this notice');
      const given = (await manager.findBy(RiskAcknowledgement, { noticeId, takenBackAt: IsNull() })).map(({ by }) => by);
      const owed = parts.filter((by) => !given.includes(by));
      if (owed.length === 0) throw conflict('ALREADY_ACKNOWLEDGED', 'This is acknowledged already.');
      return manager.save(RiskAcknowledgement, owed.map((by) => ({ noticeId, by, acknowledgedAt: now, personId: actor.personId })));
    });
  }

  /** Records the professionals' meeting (EP11M). Errors: NOT_FOUND, INVALID. */
  async recordMeeting(actor: Actor, reference: string, noticeId: number, dto: RecordMeetingDto): Promise<ProfessionalsMeeting> {
    const change = { action: 'professionals-meeting.record', placementId: placementOfNotice(noticeId), subject: `risk-notice-${noticeId}`, fields: Object.keys(dto) } as const;
    return this.cases.change(actor, reference, change, async ({ youngPerson, now }) => {
      const notice = await noticeOf(youngPerson.id, noticeId);
      return transaction().manager.save(ProfessionalsMeeting, {
        caseId: youngPerson.id,
        noticeId,
        heldOn: happenedOn('heldOn', dto.heldOn, now, { on: londonDate(notice.occurredAt), what: 'the time of what you reported' }),
        present: dto.present,
        outcome: dto.outcome,
        notes: dto.notes,
        recordedBy: actor.personId,
        recordedAt: now,
      });
    });
  }
}

/** Which of EP11's two recipients this person is in the case, or stands in for while nobody is: as the e-mails go. Perhaps both. */
export async function recipientRoles(actor: Actor, caseId: number, now: Date): Promise<RiskRecipient[]> {
  const wanted = (role: RiskRecipient) => ({ caseId, placementId: null, role });
  const holders = await roleHolders(transaction().manager, RECIPIENTS.map(wanted), now);
  return RECIPIENTS.filter((role) => holders.get(roleKey(wanted(role)))?.some(({ personId }) => personId === actor.personId));
}

const RECIPIENTS: readonly RiskRecipient[] = ['key-worker', 'key-contact'];

const placementOfNotice =
  (noticeId: number) =>
  async ({ youngPerson }: OpenCase): Promise<number> =>
    (await noticeOf(youngPerson.id, noticeId)).placementId;

async function noticeOf(caseId: number, noticeId: number): Promise<RiskNotice> {
  const notice = await transaction().manager.findOneBy(RiskNotice, { id: noticeId, caseId, takenBackAt: IsNull() });
  if (!notice) throw notFound('risk notice');
  return notice;
}
