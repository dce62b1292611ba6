import { Injectable } from '@nestjs/common';
import { transaction } from '../database/unit-of-work.js';
import type { Actor } from '../domain/permissions.js';
import { londonDate, startOfDay } from '../domain/time/london.js';
import { conflict, notFound } from '../errors.js';
import { happenedAt } from '../happened.js';
import { placementOf } from '../placements/placement-of.js';
import { CaseWork } from '../young-people/case-work.service.js';
import type { RaiseEmergencyDto, RespondToEmergencyDto } from './emergencies.dto.js';
import { Emergency } from './emergency.entity.js';

@Injectable()
export class EmergenciesService {
  constructor(private readonly cases: CaseWork) {}

  /** Raises an emergency: a person must respond within 24 elapsed hours (KW8). Errors: NOT_FOUND, INVALID. */
  async raiseEmergency(actor: Actor, reference: string, dto: RaiseEmergencyDto): Promise<Emergency> {
    return this.cases.change(actor, reference, { action: 'emergency.raise', placementId: dto.placementId, fields: Object.keys(dto) }, async ({ youngPerson, now }) => {
      const { manager } = transaction();
      if (dto.placementId !== undefined) await placementOf(manager, youngPerson.id, dto.placementId);
      const notBefore = { at: startOfDay(londonDate(youngPerson.registeredAt)), what: 'the day on which the case was registered' };
      return manager.save(Emergency, {
        caseId: youngPerson.id,
        placementId: dto.placementId ?? null,
        whatHappened: dto.whatHappened,
        raisedAt: happenedAt('raisedAt', dto.raisedAt, now, notBefore),
        raisedBy: actor.personId,
        recordedAt: now,
        respondedAt: null,
        respondedBy: null,
        response: null,
      });
    });
  }

  /** Records the response: who, when, what was done (KW8). Errors: NOT_FOUND, ALREADY_ANSWERED, INVALID. */
  async respondToEmergency(actor: Actor, reference: string, emergencyId: number, dto: RespondToEmergencyDto): Promise<Emergency> {
    const change = { action: 'emergency.respond', subject: `emergency-${emergencyId}`, fields: Object.keys(dto) } as const;
    return this.cases.change(actor, reference, change, async ({ youngPerson, now }) => {
      const { manager } = transaction();
      const emergency = await manager.findOneBy(Emergency, { id: emergencyId, caseId: youngPerson.id });
      if (!emergency) throw notFound('emergency');
      if (emergency.respondedAt) throw conflict('ALREADY_ANSWERED', 'This emergency has been answered already.');
      const respondedAt = happenedAt('respondedAt', dto.respondedAt, now, { at: emergency.raisedAt, what: 'it was raised' });
      return manager.save(Emergency, { ...emergency, respondedAt, respondedBy: actor.personId, response: dto.response });
    });
  }
}
