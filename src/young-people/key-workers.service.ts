import { Injectable } from '@nestjs/common';
import { In, IsNull, LessThanOrEqual, Not } from 'typeorm';
import { CaseExclusion } from '../case-access/case-exclusion.entity.js';
import { transaction } from '../database/unit-of-work.js';
import type { Actor } from '../domain/permissions.js';
import { addDays } from '../domain/time/local-date.js';
import { londonDate, parseInstant } from '../domain/time/london.js';
import { conflict, invalid } from '../errors.js';
import { happenedAt } from '../happened.js';
import { Person } from '../people/person.entity.js';
import { refuseAfterEnd } from './case-ended.js';
import { CaseWork } from './case-work.service.js';
import { KeyWorkerAssignment } from './key-worker-assignment.entity.js';
import { keyWorkerNow, keyWorkerToCome, takeNamingBack } from './key-worker-times.js';
import type { AssignKeyWorkerDto, EndKeyWorkerDto } from './young-people.dto.js';

/** How far ahead a key worker is named, as somebody is for a post. */
const MOST_DAYS_AHEAD = 366;

@Injectable()
export class KeyWorkersService {
  constructor(private readonly cases: CaseWork) {}

  /**
   * Assigns a key worker from an instant on, in place of whoever was (SC1; SC2 for each placement). From an instant to come, at most a
   * year ahead, the one before stays until then; duties and notices follow on that day.
   * Errors: INVALID (UNKNOWN_PERSON, EXCLUDED, TOO_FAR, TOO_EARLY), ALREADY_KEY_WORKER, ALREADY_NAMED.
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
      const [running, named] = [await keyWorkerNow(youngPerson.id, now), await keyWorkerToCome(youngPerson.id, now)];
      if (running?.personId === person.id) {
        if (!dto.authorityToActConfirmed || running.authorityToActConfirmedAt) {
          throw conflict('ALREADY_KEY_WORKER', `${person.name} is the key worker already.`);
        }
        return manager.save(KeyWorkerAssignment, { ...running, authorityToActConfirmedAt: now });
      }
      const fromAt = beginsAt(dto.fromAt, now, running ? { at: running.fromAt, what: "the last key worker's own start" } : await this.lastEnd(youngPerson.id, now));
      if (named && (fromAt > now || named.personId === person.id)) throw conflict('ALREADY_NAMED', 'Somebody is named as the next key worker already. Call that off first.');
      await refuseAfterEnd(youngPerson, now, londonDate(fromAt));
      if (running) await manager.update(KeyWorkerAssignment, { id: running.id }, { untilAt: fromAt });
      return manager.save(KeyWorkerAssignment, {
        caseId: youngPerson.id,
        personId: person.id,
        kind: dto.kind,
        fromAt,
        untilAt: named?.fromAt ?? null,
        authorityToActConfirmedAt: dto.authorityToActConfirmed ? fromAt : null,
      });
    });
  }

  /** Ends the key worker's time without a successor at that moment: the vacancy is a duty at once (SC1). Errors: NO_KEY_WORKER, INVALID. */
  async endKeyWorker(actor: Actor, reference: string, dto: EndKeyWorkerDto): Promise<void> {
    await this.cases.change(actor, reference, { action: 'key-worker.end', fields: ['untilAt'] }, async ({ youngPerson, now }) => {
      const running = await keyWorkerNow(youngPerson.id, now);
      if (!running) throw conflict('NO_KEY_WORKER', 'Nobody is key worker now, so there is nothing to end.');
      const untilAt = happenedAt('untilAt', dto.untilAt, now, { at: running.fromAt, what: "the key worker's own start" });
      await transaction().manager.update(KeyWorkerAssignment, { id: running.id }, { untilAt });
    });
  }

  /** Whoever was named for a day to come does not become key worker; the one before stays. Errors: NOBODY_NAMED. */
  async callOffKeyWorker(actor: Actor, reference: string): Promise<void> {
    await this.cases.change(actor, reference, { action: 'key-worker.end', trail: 'key-worker.call-off', fields: ['fromAt'] }, async ({ youngPerson, now }) => {
      const named = await keyWorkerToCome(youngPerson.id, now);
      if (!named) throw conflict('NOBODY_NAMED', 'Nobody is named as the next key worker, so there is nothing to call off.');
      await takeNamingBack(named, now);
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
  private async lastEnd(caseId: number, now: Date): Promise<{ at: Date; what: string } | undefined> {
    const last = await transaction().manager.findOne(KeyWorkerAssignment, { where: { caseId, untilAt: LessThanOrEqual(now), takenBackAt: IsNull() }, order: { untilAt: 'DESC' } });
    return last?.untilAt ? { at: last.untilAt, what: "the last key worker's end" } : undefined;
  }
}

/** From when somebody is key worker: what was typed, else now. Errors: TOO_EARLY, TOO_FAR. */
function beginsAt(text: string | undefined, now: Date, notBefore?: { at: Date; what: string }): Date {
  const at = (text === undefined ? null : parseInstant(text)) ?? now;
  if (at <= now) return happenedAt('fromAt', text, now, notBefore);
  if (londonDate(at) > addDays(londonDate(now), MOST_DAYS_AHEAD)) throw invalid([{ code: 'TOO_FAR', field: 'fromAt', sentence: 'Name somebody at most a year ahead.' }]);
  return at;
}
