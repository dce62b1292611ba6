import { Injectable } from '@nestjs/common';
import { transaction } from '../database/unit-of-work.js';
import type { RiskRecipient, StatutoryRecipient } from '../domain/agreement/facts.js';
import type { Actor } from '../domain/permissions.js';
import { roleHolders, roleKey, type RoleHolder } from '../notifications/role-holders.js';
import { SendLog, type SendLogEntry } from '../notifications/send-log.service.js';
import { CaseWork } from '../young-people/case-work.service.js';
import { RISK_RECIPIENTS } from './risk-notices.dto.js';
import { recipientRoles } from './risk-notices.service.js';

/** Whom a notice is for, how to reach them, and what became of the e-mails to them. */
export interface RiskNoticeState {
  recipients: Record<RiskRecipient, { holders: RoleHolder[]; emails: SendLogEntry[] }>;
  /** The statutory notices by e-mail (EP11S), where a school's sixth form owes them. */
  statutory: Record<StatutoryRecipient, SendLogEntry[]>;
  /** Which of the two this person is, or stands in for; perhaps both. */
  ownParts: RiskRecipient[];
}

@Injectable()
export class RiskNoticeStateService {
  constructor(
    private readonly cases: CaseWork,
    private readonly sendLog: SendLog,
  ) {}

  /** What the page of a risk notice shows beside the case itself: who holds the two roles now, or stands in, and the e-mails. Errors: NOT_FOUND, NOT_ALLOWED. */
  async riskNoticeState(actor: Actor, reference: string, noticeId: number, placementId: number): Promise<RiskNoticeState> {
    return this.cases.read(actor, reference, async ({ youngPerson, now }) => {
      const wanted = (role: RiskRecipient) => ({ caseId: youngPerson.id, placementId, role });
      const roles = Object.keys(RISK_RECIPIENTS) as RiskRecipient[];
      const holders = await roleHolders(transaction().manager, roles.map(wanted), now);
      const log = await this.sendLog.sendLog(youngPerson.id);
      const of = (role: RiskRecipient) => ({
        holders: holders.get(roleKey(wanted(role))) ?? [],
        emails: log.filter(({ duty, stage }) => stage === 'notice' && duty === `EP11/notice-${noticeId}/email/${role}`),
      });
      const statutory = (role: StatutoryRecipient) => log.filter(({ duty, stage }) => stage === 'notice' && duty === `EP11S/notice-${noticeId}/${role}`);
      return {
        recipients: { 'key-worker': of('key-worker'), 'key-contact': of('key-contact') },
        statutory: { 'social-worker': statutory('social-worker'), 'virtual-head': statutory('virtual-head') },
        ownParts: await recipientRoles(actor, youngPerson.id, now),
      };
    }, { action: 'case.read', placementId });
  }
}
