import { Injectable } from '@nestjs/common';
import { MoreThan } from 'typeorm';
import { AuditService } from '../audit/audit.service.js';
import { inRole, transaction, UnitOfWork } from '../database/unit-of-work.js';
import type { Post } from '../domain/agreement/roles.js';
import { can, canInOrganisation, type Actor } from '../domain/permissions.js';
import { londonDate } from '../domain/time/london.js';
import { keepKeyOf } from '../encryption/seal-rows.js';
import { conflict, notAllowed, notFound, Refusal } from '../errors.js';
import { loadCaseParties } from '../young-people/case-parties.js';
import { YoungPerson } from '../young-people/young-person.entity.js';
import type { BreakGlassDto, JudgeDto } from './emergency-access.dto.js';
import { EmergencyAccess } from './emergency-access.entity.js';

const MINUTES = 60;

/** "Break glass": a case opened by somebody without a part in it, for an hour, and what is said of it afterwards. */
@Injectable()
export class EmergencyAccessService {
  constructor(
    private readonly unitOfWork: UnitOfWork,
    private readonly audit: AuditService,
  ) {}

  /**
   * Opens a case for 60 minutes to somebody of the home authority, or of a provider with a placement, who has no part in it. The data
   * protection lead is told at once. A case beyond that remit, one that the person is excluded from and one that does not exist answer
   * the same. Errors: NOT_FOUND, ALREADY_SEEN, ALREADY_OPEN.
   */
  async breakGlass(actor: Actor, { reference, reason, words }: BreakGlassDto): Promise<EmergencyAccess> {
    return this.unitOfWork.run(async ({ manager, now }) => {
      const youngPerson = await inRole('engine', () => manager.findOneBy(YoungPerson, { reference: reference.toUpperCase() }));
      const parties = youngPerson && (await inRole('engine', () => loadCaseParties(manager, youngPerson.id, now)));
      const today = londonDate(now);
      if (!youngPerson || youngPerson.erasedAt !== null || !parties || !can(actor, 'emergency-access.open', parties, today)) throw nothingToOpen();
      await inRole('engine', () => manager.query('SELECT id FROM person WHERE id = $1 FOR NO KEY UPDATE', [actor.personId]));
      if (await manager.existsBy(EmergencyAccess, { caseId: youngPerson.id, personId: actor.personId, untilAt: MoreThan(now) })) {
        throw conflict('ALREADY_OPEN', 'You have opened this case already, and it is open still.');
      }
      if (can(actor, 'case.read', parties, today)) throw conflict('ALREADY_SEEN', 'You have a part in this case: open it without an emergency.');
      // The case opens with what is written here: until then its key is not theirs to see.
      await inRole('engine', () => keepKeyOf(manager, youngPerson.id));
      const access = await manager.save(EmergencyAccess, {
        caseId: youngPerson.id,
        authorityCode: youngPerson.homeAuthorityCode,
        personId: actor.personId,
        reason,
        words,
        openedAt: now,
        untilAt: new Date(now.getTime() + MINUTES * 60_000),
        verdict: null,
        verdictWords: null,
        judgedBy: null,
        judgedAt: null,
      });
      await this.audit.record(actor.personId, { name: 'emergency-access.open', caseId: youngPerson.id, subject: subjectOf(access), fields: ['reason', 'words'], capacity: 'colleague', purpose: 'emergency-access', reason: subjectOf(access) });
      return access;
    });
  }

  /** Whoever opened it says that it is over: it ends now. Errors: NOT_FOUND. */
  async endAccess(actor: Actor, id: number): Promise<void> {
    await this.unitOfWork.run(async ({ manager, now }) => {
      const access = await locked(id, actor.personId);
      if (!access) throw notFound('emergency access');
      if (access.untilAt <= now) return;
      await this.audit.record(actor.personId, { name: 'emergency-access.end', caseId: access.caseId, subject: subjectOf(access), capacity: 'emergency-access', purpose: 'emergency-access', reason: subjectOf(access) });
      await manager.update(EmergencyAccess, { id }, { untilAt: now });
    });
  }

  /**
   * Says whether it was justified, which alone closes it: the data protection lead or the Virtual Head of the home authority, never
   * whoever used it. Errors: NOT_FOUND, NOT_ALLOWED, ALREADY_JUDGED.
   */
  async judge(actor: Actor, id: number, { verdict, words }: JudgeDto): Promise<void> {
    await this.unitOfWork.run(async ({ manager, now }) => {
      // Whoever judges has no part in the case: what was written is opened for them all the same.
      const access = await inRole('engine', () => locked(id));
      if (!access || !canInOrganisation(actor, 'emergency-access.judge', access.authorityCode)) throw notFound('emergency access');
      const { excludedPersonIds } = await inRole('engine', () => loadCaseParties(manager, access.caseId, now));
      if (excludedPersonIds.includes(actor.personId)) throw notFound('emergency access');
      if (access.personId === actor.personId) throw notAllowed('judge what you did yourself');
      if (access.judgedAt !== null) throw conflict('ALREADY_JUDGED', 'Somebody has judged this already.');
      await manager.save(EmergencyAccess, { ...access, verdict, verdictWords: words, judgedBy: actor.personId, judgedAt: now });
      // Whoever judges has no part in the case, and leaves their trace in it all the same.
      await inRole('engine', () => this.audit.record(actor.personId, { name: 'emergency-access.judge', caseId: access.caseId, subject: subjectOf(access), fields: ['verdict', 'verdictWords'], capacity: judgeOf(actor, access) }));
    });
  }
}

/** Somebody's own where it says whose: what another wrote is not to be opened by whoever only asks. */
const locked = (id: number, personId?: number): Promise<EmergencyAccess | null> =>
  transaction().manager.findOne(EmergencyAccess, { where: { id, ...(personId !== undefined && { personId }) }, lock: { mode: 'for_no_key_update' } });

const subjectOf = ({ id }: Pick<EmergencyAccess, 'id'>): string => `emergency-access-${id}`;

/** As what somebody judges: the post by which they may. */
const judgeOf = (actor: Actor, { authorityCode }: EmergencyAccess): Post | null =>
  actor.posts.find((held) => held.authorityCode === authorityCode && canInOrganisation({ ...actor, posts: [held] }, 'emergency-access.judge', authorityCode))?.post ?? null;

const nothingToOpen = () => new Refusal(404, 'NOT_FOUND', 'There is no case with this reference that your organisation has a part in.');
