import { Injectable } from '@nestjs/common';
import { IsNull } from 'typeorm';
import { loadCalendar } from '../bank-holidays/load-calendar.js';
import { inRole, transaction } from '../database/unit-of-work.js';
import type { Actor } from '../domain/permissions.js';
import { londonDate, startOfDay } from '../domain/time/london.js';
import { isOutOfHours } from '../domain/time/office-hours.js';
import { conflict, notFound } from '../errors.js';
import { happenedAt } from '../happened.js';
import { roleHolders, roleKey, type RoleHolder } from '../notifications/role-holders.js';
import { refuseAfterEnd, refuseCallAfterEnd } from '../young-people/case-ended.js';
import { CaseWork } from '../young-people/case-work.service.js';
import type { RaiseEmergencyDto, RespondToEmergencyDto } from './emergencies.dto.js';
import { Emergency } from './emergency.entity.js';

/** Whom to call about an emergency now, in order, and whether it is out of hours. */
export interface Responders {
  people: RoleHolder[];
  isOutOfHours: boolean;
}

@Injectable()
export class EmergenciesService {
  constructor(private readonly cases: CaseWork) {}

  /** Raises an emergency: a person must respond within 24 elapsed hours (KW8). Errors: NOT_FOUND, INVALID, CASE_ENDED. */
  async raiseEmergency(actor: Actor, reference: string, dto: RaiseEmergencyDto): Promise<Emergency> {
    return this.cases.change(actor, reference, { action: 'emergency.raise', placementId: dto.placementId, fields: Object.keys(dto) }, async ({ youngPerson, now }) => {
      const notBefore = { at: startOfDay(londonDate(youngPerson.registeredAt)), what: 'the day on which the case was registered' };
      const raisedAt = happenedAt('raisedAt', dto.raisedAt, now, notBefore);
      if (actor.ownCaseId !== null) await refuseCallAfterEnd(youngPerson, now);
      await refuseAfterEnd(youngPerson, now, londonDate(raisedAt), { urgent: true });
      return transaction().manager.save(Emergency, {
        caseId: youngPerson.id,
        placementId: dto.placementId ?? null,
        whatHappened: dto.whatHappened,
        raisedAt,
        raisedBy: actor.personId,
        recordedAt: now,
        quiet: dto.quiet ?? false,
        howToReach: dto.howToReach ?? null,
        acknowledgedAt: null,
        acknowledgedBy: null,
        respondedAt: null,
        respondedBy: null,
        response: null,
      });
    });
  }

  /**
   * Who answers emergencies of a case now: the key worker, or whoever stands in for them, and the home authority's out-of-hours
   * contact, who comes first at night, at weekends and on bank holidays. Errors: NOT_FOUND, NOT_ALLOWED.
   */
  async respondersNow(actor: Actor, reference: string): Promise<Responders> {
    return this.cases.read(actor, reference, async ({ youngPerson, now }) => {
      const isNight = isOutOfHours(now, await loadCalendar(transaction().manager));
      const roles = isNight ? (['out-of-hours', 'key-worker'] as const) : (['key-worker', 'out-of-hours'] as const);
      const wanted = roles.map((role) => ({ caseId: youngPerson.id, placementId: null, role }));
      const holders = await inRole('engine', () => roleHolders(transaction().manager, wanted, now));
      return { people: wanted.flatMap((one) => holders.get(roleKey(one)) ?? []), isOutOfHours: isNight };
    }, { action: actor.ownCaseId === null ? 'case.read-limited' : 'own-case.read' });
  }

  /** Somebody takes it in hand: whoever raised it knows that help is coming. The answer is still owed (KW8). Errors: NOT_FOUND, ALREADY_ACKNOWLEDGED, ALREADY_ANSWERED. */
  async acknowledgeEmergency(actor: Actor, reference: string, emergencyId: number): Promise<Emergency> {
    const change = { action: 'emergency.acknowledge', subject: `emergency-${emergencyId}` } as const;
    return this.cases.change(actor, reference, change, async ({ youngPerson, now }) => {
      const emergency = await unansweredEmergency(youngPerson.id, emergencyId);
      if (emergency.acknowledgedAt) throw conflict('ALREADY_ACKNOWLEDGED', 'Somebody has taken this emergency in hand already.');
      return transaction().manager.save(Emergency, { ...emergency, acknowledgedAt: now, acknowledgedBy: actor.personId });
    });
  }

  /** Records the response: who, when, what was done (KW8). Errors: NOT_FOUND, ALREADY_ANSWERED, INVALID. */
  async respondToEmergency(actor: Actor, reference: string, emergencyId: number, dto: RespondToEmergencyDto): Promise<Emergency> {
    const change = { action: 'emergency.respond', subject: `emergency-${emergencyId}`, fields: Object.keys(dto) } as const;
    return this.cases.change(actor, reference, change, async ({ youngPerson, now }) => {
      const emergency = await unansweredEmergency(youngPerson.id, emergencyId);
      const respondedAt = happenedAt('respondedAt', dto.respondedAt, now, { at: emergency.raisedAt, what: 'it was raised' });
      return transaction().manager.save(Emergency, { ...emergency, respondedAt, respondedBy: actor.personId, response: dto.response });
    });
  }
}

async function unansweredEmergency(caseId: number, id: number): Promise<Emergency> {
  const emergency = await transaction().manager.findOneBy(Emergency, { id, caseId, takenBackAt: IsNull() });
  if (!emergency) throw notFound('emergency');
  if (emergency.respondedAt) throw conflict('ALREADY_ANSWERED', 'This emergency has been answered already.');
  return emergency;
}
