import { Injectable } from '@nestjs/common';
import { In } from 'typeorm';
import { AuditService } from '../audit/audit.service.js';
import { UnitOfWork } from '../database/unit-of-work.js';
import { checkUln, isUpn } from '../domain/identifiers.js';
import { capacityFor } from '../domain/capacity.js';
import { can, type Actor, type CaseParties } from '../domain/permissions.js';
import { londonDate } from '../domain/time/london.js';
import { DutiesService } from '../duties/duties.service.js';
import { invalid, notAllowed, type Reason } from '../errors.js';
import { Authority } from '../organisations/authority.entity.js';
import { freeNumber } from './case-number.js';
import { newCaseReference } from './case-reference.js';
import type { RegisterYoungPersonDto } from './young-people.dto.js';
import { YoungPerson } from './young-person.entity.js';

@Injectable()
export class YoungPeopleService {
  constructor(
    private readonly unitOfWork: UnitOfWork,
    private readonly audit: AuditService,
    private readonly duties: DutiesService,
  ) {}

  /** Registers a young person as a case of their home authority (opens SC1); the number may be that of a case that was registered by mistake. Errors: NOT_ALLOWED, INVALID, ALREADY_REGISTERED. */
  async registerYoungPerson(actor: Actor, dto: RegisterYoungPersonDto): Promise<YoungPerson> {
    return this.unitOfWork.runIn('engine', async ({ manager, now }) => {
      const today = londonDate(now);
      if (!can(actor, 'case.register', newCase(dto.homeAuthorityCode, dto.team ?? null), today)) throw notAllowed('register young people of this authority');
      const reasons = registrationFaults(dto, today);
      if (reasons.length > 0) throw invalid(reasons);
      const { homeAuthorityCode, localId } = dto;
      const numberFrom = await freeNumber({ homeAuthorityCode, localId });
      const youngPerson = await manager.save(YoungPerson, {
        reference: newCaseReference(),
        homeAuthorityCode,
        localId,
        numberGivenAt: null,
        team: dto.team ?? null,
        preferredName: dto.preferredName,
        legalName: dto.legalName,
        bornOn: dto.bornOn,
        uln: dto.uln === undefined || checkUln(dto.uln) === 'none' ? null : dto.uln,
        upn: dto.upn ?? null,
        careStatus: dto.careStatus,
        registeredAt: now,
        refreshAt: null,
        version: 1,
      });
      if (numberFrom !== null) await this.audit.record(actor.personId, { name: 'case.give-number', caseId: numberFrom.id });
      await this.audit.record(actor.personId, { name: 'case.register', caseId: youngPerson.id, fields: Object.keys(dto), capacity: capacityFor(actor, 'case.register', newCase(dto.homeAuthorityCode, dto.team ?? null), today) });
      await this.duties.rederive([youngPerson.id]);
      return youngPerson;
    });
  }

  /** The authorities, and the team where it has to be that one, for which this person may register young people. */
  async placesToRegister(actor: Actor): Promise<{ code: string; name: string; team: string | null }[]> {
    return this.unitOfWork.run(async ({ manager, now }) => {
      const held = actor.posts.flatMap(({ authorityCode, team }) => (authorityCode === null ? [] : [{ authorityCode, team }]));
      const allowed = held.filter(({ authorityCode, team }) => can(actor, 'case.register', newCase(authorityCode, team), londonDate(now)));
      const teams = new Map(allowed.map(({ authorityCode, team }) => [authorityCode, allowed.some((one) => one.authorityCode === authorityCode && one.team === null) ? null : team]));
      const authorities = await manager.find(Authority, { where: { code: In([...teams.keys()]) }, order: { name: 'ASC' } });
      return authorities.map(({ code, name }) => ({ code, name, team: teams.get(code) ?? null }));
    });
  }
}

const newCase = (homeAuthorityCode: string, team: string | null): CaseParties => ({
  id: 0, homeAuthorityCode, team, keyWorkerPersonIds: [], placements: [], highestOpenLevel: 0, excludedPersonIds: [], restricted: false, admittedPersonIds: [],
}); // prettier-ignore

function registrationFaults(dto: RegisterYoungPersonDto, today: string): Reason[] {
  const reasons: Reason[] = [];
  if (dto.bornOn > today) reasons.push({ code: 'IN_THE_FUTURE', field: 'bornOn', sentence: 'The date of birth cannot be in the future.' });
  if (dto.uln !== undefined && checkUln(dto.uln) === 'invalid') {
    reasons.push({ code: 'ULN_CHECK', field: 'uln', sentence: 'This is not a valid unique learner number: its last digit does not fit. Check it against the learning record.' });
  }
  if (dto.upn !== undefined && !isUpn(dto.upn)) {
    reasons.push({ code: 'UPN_CHECK', field: 'upn', sentence: 'This is not a valid unique pupil number: its first letter does not fit. Check it against the school record.' });
  }
  return reasons;
}
