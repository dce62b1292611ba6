import { Injectable } from '@nestjs/common';
import { In, IsNull, Not } from 'typeorm';
import { CaseExclusion } from '../case-access/case-exclusion.entity.js';
import { transaction } from '../database/unit-of-work.js';
import type { Actor } from '../domain/permissions.js';
import { londonDate } from '../domain/time/london.js';
import { conflict, invalid } from '../errors.js';
import { happenedAt } from '../happened.js';
import { Person } from '../people/person.entity.js';
import { refuseAfterEnd } from './case-ended.js';
import { CaseWork } from './case-work.service.js';
import { KeyWorkerAssignment } from './key-worker-assignment.entity.js';
import type { AssignKeyWorkerDto, EndKeyWorkerDto } from './young-people.dto.js';

@Injectable()
export class KeyWorkersService {
  constructor(private readonly cases: CaseWork) {}

  /**
   * Assigns a key worker from an instant on, in place of whoever was (SC1; SC2 for each placement).
   * Errors: INVALID (UNKNOWN_PERSON, EXCLUDED, IN_THE_FUTURE, TOO_EARLY), ALREADY_KEY_WORKER.
   */
  async assignKeyWorker(actor: Actor, reference: string, dto: AssignKeyWorkerDto): Promise<KeyWorkerAssignment> {
    return this.cases.change(actor, reference, { action: 'key-worker.assign', fields: Object.keys(dto) }, async ({ youngPerson, now }) => {
      const { manager } = transaction();
      const person = await manager.findOneBy(Person, { id: dto.personId, active: true });
      if (person?.authorityCode !== youngPerson.homeAuthorityCode) {
        throw invalid([{ code: 'UNKNOWN_PERSON', field: 'personId', sentence: 'Choose a person of the home authority. If they are not listed, ask the administrator to add them.' }]);
      }
      if (await manager.existsBy(CaseExclusion, { caseId: youngPerson.id, personId: person.id, endedAt: IsNull() })) {
        throw invalid([{ code: 'EXCLUDED', field: 'personId', sentence: 'They may have nothing to do with this case. Choose somebody else.' }]);
      }
      const running = await this.running(youngPerson.id);
      if (running?.personId === person.id) {
        if (!dto.authorityToActConfirmed || running.authorityToActConfirmedAt) {
          throw conflict('ALREADY_KEY_WORKER', `${person.name} is the key worker already.`);
        }
        return manager.save(KeyWorkerAssignment, { ...running, authorityToActConfirmedAt: now });
      }
      const fromAt = happenedAt('fromAt', dto.fromAt, now, running ? { at: running.fromAt, what: "the last key worker's own start" } : await this.lastEnd(youngPerson.id));
      await refuseAfterEnd(youngPerson, now, londonDate(fromAt));
      if (running) await manager.update(KeyWorkerAssignment, { id: running.id }, { untilAt: fromAt });
      return manager.save(KeyWorkerAssignment, {
        caseId: youngPerson.id,
        personId: person.id,
        kind: dto.kind,
        fromAt,
        untilAt: null,
        authorityToActConfirmedAt: dto.authorityToActConfirmed ? fromAt : null,
      });
    });
  }

  /** Ends the key worker's time without a successor: the vacancy is a duty at once (SC1). Errors: NO_KEY_WORKER, INVALID. */
  async endKeyWorker(actor: Actor, reference: string, dto: EndKeyWorkerDto): Promise<void> {
    await this.cases.change(actor, reference, { action: 'key-worker.end', fields: ['untilAt'] }, async ({ youngPerson, now }) => {
      const running = await this.running(youngPerson.id);
      if (!running) throw conflict('NO_KEY_WORKER', 'Nobody is key worker now, so there is nothing to end.');
      const untilAt = happenedAt('untilAt', dto.untilAt, now, { at: running.fromAt, what: "the key worker's own start" });
      await transaction().manager.update(KeyWorkerAssignment, { id: running.id }, { untilAt });
    });
  }

  /** Whom the home authority has, for people to choose from: nobody excluded from the case. Errors: NOT_FOUND. */
  async peopleToAssign(actor: Actor, reference: string): Promise<Pick<Person, 'id' | 'name' | 'email'>[]> {
    return this.cases.read(actor, reference, ({ youngPerson, parties }) =>
      transaction().manager.find(Person, {
        select: { id: true, name: true, email: true },
        where: { authorityCode: youngPerson.homeAuthorityCode, active: true, id: Not(In([...parties.excludedPersonIds])) },
        order: { name: 'ASC', id: 'ASC' },
      }),
    );
  }

  /** A start before it would wipe out a vacancy, and the duty that came of it; the first key worker may be older than the case. */
  private async lastEnd(caseId: number): Promise<{ at: Date; what: string } | undefined> {
    const last = await transaction().manager.findOne(KeyWorkerAssignment, { where: { caseId, untilAt: Not(IsNull()), takenBackAt: IsNull() }, order: { untilAt: 'DESC' } });
    return last?.untilAt ? { at: last.untilAt, what: "the last key worker's end" } : undefined;
  }

  private running(caseId: number): Promise<KeyWorkerAssignment | null> {
    return transaction().manager.findOne(KeyWorkerAssignment, { where: { caseId, untilAt: IsNull(), takenBackAt: IsNull() }, order: { fromAt: 'DESC' } });
  }
}
