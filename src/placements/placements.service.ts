import { Injectable } from '@nestjs/common';
import { In, IsNull, LessThanOrEqual } from 'typeorm';
import { transaction, UnitOfWork } from '../database/unit-of-work.js';
import { ENDINGS } from '../domain/agreement/facts.js';
import { terminationBlockers, type Blocker } from '../domain/agreement/termination-blockers.js';
import { can, type Actor } from '../domain/permissions.js';
import type { LocalDate } from '../domain/time/local-date.js';
import { DutyRow } from '../duties/duty.entity.js';
import { loadFacts } from '../duties/load-facts.js';
import { conflict, invalid, notFound } from '../errors.js';
import { happenedOn } from '../happened.js';
import { Provider } from '../organisations/provider.entity.js';
import { refuseAfterEnd } from '../young-people/case-ended.js';
import { CaseWork, type OpenCase } from '../young-people/case-work.service.js';
import { KeyWorkerAssignment } from '../young-people/key-worker-assignment.entity.js';
import { KeyWorkerNotice } from './key-worker-notice.entity.js';
import { breachReason } from './breaches.js';
import { placementOf } from './placement-of.js';
import { PlacementEnding } from './placement-ending.entity.js';
import { Placement } from './placement.entity.js';
import type { AgreePlacementDto, EndPlacementDto } from './placements.dto.js';

/** What an ending means: whether it is a breach (EP12), and whether notices and meeting of a risk stay owed because the provider recorded it. */
export interface EndingRecorded {
  breach: boolean;
  procedureOwed: boolean;
}

@Injectable()
export class PlacementsService {
  constructor(
    private readonly cases: CaseWork,
    private readonly unitOfWork: UnitOfWork,
  ) {}

  /** Records that a placement is agreed (opens KW3). Errors: INVALID (UNKNOWN_PROVIDER, ENDS_BEFORE_START), ALREADY_PLACED, CASE_ENDED. */
  async agreePlacement(actor: Actor, reference: string, dto: AgreePlacementDto): Promise<Placement> {
    return this.cases.change(actor, reference, { action: 'placement.agree', fields: Object.keys(dto) }, async ({ youngPerson, now }) => {
      const { manager } = transaction();
      if (!(await manager.existsBy(Provider, { id: dto.providerId }))) {
        throw invalid([{ code: 'UNKNOWN_PROVIDER', field: 'providerId', sentence: 'Choose a provider from the list.' }]);
      }
      if (dto.endsOn !== undefined && dto.endsOn < dto.startsOn) {
        throw invalid([{ code: 'ENDS_BEFORE_START', field: 'endsOn', sentence: 'The end cannot be before the start.' }]);
      }
      const { providerId, course, level, startsOn } = dto;
      if (await manager.existsBy(Placement, { caseId: youngPerson.id, providerId, course, startsOn, takenBackAt: IsNull() })) {
        throw conflict('ALREADY_PLACED', 'This placement is recorded already.');
      }
      const agreedOn = happenedOn('agreedOn', dto.agreedOn, now);
      await refuseAfterEnd(youngPerson, now, agreedOn);
      return manager.save(Placement, { caseId: youngPerson.id, providerId, course, level, agreedOn, startsOn, endsOn: dto.endsOn ?? null });
    });
  }

  /**
   * Ends a placement. A provider's own ending is refused unless the procedure of EP11 and EP11M was done by the day it
   * ended (EP12); if it has happened all the same it is recorded, and answered to be a breach. Errors: PROCEDURE_NOT_FOLLOWED with its blockers, ALREADY_ENDED, INVALID.
   */
  async endPlacement(actor: Actor, reference: string, placementId: number, dto: EndPlacementDto): Promise<EndingRecorded> {
    const change = { action: 'placement.end', placementId, subject: `placement-${placementId}`, fields: Object.keys(dto) } as const;
    return this.cases.change(actor, reference, change, async ({ youngPerson, parties, now, today }) => {
      const { manager } = transaction();
      const placement = await placementOf(manager, youngPerson.id, placementId);
      if (await manager.existsBy(PlacementEnding, { placementId, takenBackAt: IsNull() })) throw conflict('ALREADY_ENDED', 'This placement has ended already.');
      const endedOn = happenedOn('endedOn', dto.endedOn, now, { on: placement.agreedOn, what: 'the placement was agreed' });
      if (dto.kind === 'withdrawn-before-start' && endedOn >= placement.startsOn) {
        throw invalid([{ code: 'STARTED_ALREADY', field: 'kind', sentence: 'The placement had started by then: choose how it ended.' }]);
      }
      const reasons = ENDINGS[dto.kind].byProvider ? (await blockers(youngPerson.id, placementId, endedOn)).map(breachReason) : [];
      const breach = reasons.length > 0;
      if (breach && !dto.alreadyHappened) {
        throw conflict(
          'PROCEDURE_NOT_FOLLOWED',
          "A provider does not exclude permanently or end a course early before the notices are given and the professionals' meeting is held (EP12). If it has happened all the same, record that it already happened: it is kept as a breach.",
          reasons,
        );
      }
      const recordedByProvider = !can(actor, 'fact.correct-any', parties, today);
      await manager.insert(PlacementEnding, { caseId: youngPerson.id, placementId, kind: dto.kind, endedOn, reason: dto.reason ?? null, recordedBy: actor.personId, recordedByProvider, recordedAt: now });
      return { breach, procedureOwed: recordedByProvider && (await manager.existsBy(DutyRow, { placementId, clause: In(['EP11', 'EP11M']), outcome: 'open' })) };
    });
  }

  /** The designated person acknowledges the new key worker (SC2). Errors: NOT_FOUND, ALREADY_ACKNOWLEDGED. */
  async acknowledgeKeyWorker(actor: Actor, reference: string, placementId: number, keyWorkerId: number): Promise<void> {
    const change = { action: 'key-worker-notice.acknowledge', placementId, subject: `placement-${placementId}/key-worker-${keyWorkerId}` } as const;
    await this.cases.change(actor, reference, change, async ({ youngPerson, now }) => {
      const { manager } = transaction();
      await placementOf(manager, youngPerson.id, placementId);
      if (!(await manager.existsBy(KeyWorkerAssignment, { id: keyWorkerId, caseId: youngPerson.id, fromAt: LessThanOrEqual(now), takenBackAt: IsNull() }))) throw notFound('change of key worker');
      if (await manager.existsBy(KeyWorkerNotice, { placementId, keyWorkerId, takenBackAt: IsNull() })) throw conflict('ALREADY_ACKNOWLEDGED', 'This is acknowledged already.');
      await manager.insert(KeyWorkerNotice, { placementId, keyWorkerId, acknowledgedBy: actor.personId, acknowledgedAt: now });
    });
  }

  /** Why an ending by the provider on a day, else today, would be a breach; empty when the procedure was followed (EP12). Errors: NOT_FOUND, NOT_ALLOWED. */
  async blockersToEnding(actor: Actor, reference: string, placementId: number, endedOn?: LocalDate): Promise<Blocker[]> {
    const work = ({ youngPerson, today }: OpenCase) => blockers(youngPerson.id, placementId, endedOn ?? today);
    return this.cases.read(actor, reference, work, { action: 'case.read', placementId });
  }

  /** Every provider, by the name of the authority in whose area it is, for people to choose from. */
  async providersByAuthority(): Promise<{ authority: string; providers: { id: number; name: string }[] }[]> {
    return this.unitOfWork.run(({ manager }) =>
      manager.query(
        `SELECT a.name AS authority, jsonb_agg(jsonb_build_object('id', v.id, 'name', v.name) ORDER BY v.name, v.id) AS providers
         FROM provider v JOIN authority a ON a.code = v.authority_code GROUP BY a.name ORDER BY a.name`,
      ),
    );
  }
}

async function blockers(caseId: number, placementId: number, endedOn: LocalDate): Promise<Blocker[]> {
  const facts = (await loadFacts(transaction().manager, [caseId])).get(caseId);
  const placement = facts?.placements.find((one) => one.id === placementId);
  return placement ? terminationBlockers(placement, endedOn) : [];
}
