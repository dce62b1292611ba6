import { Injectable } from '@nestjs/common';
import { inRole, transaction, UnitOfWork } from '../database/unit-of-work.js';
import type { Action, Actor } from '../domain/permissions.js';
import { londonDate } from '../domain/time/london.js';
import { DutyRelease } from '../duties/duty-release.entity.js';
import { DutyRow } from '../duties/duty.entity.js';
import { changedSince, conflict, invalid, notFound, Refusal } from '../errors.js';
import { CaseWork } from '../young-people/case-work.service.js';
import { YoungPerson } from '../young-people/young-person.entity.js';
import { EscalationNote } from './escalation-note.entity.js';
import { Escalation } from './escalation.entity.js';
import type { HandOverDto, NoteDto, ResolveDto } from './escalations.dto.js';
import { OrganisationEscalations } from './organisation-escalations.service.js';
import { organisationColleagues, queueColleagues } from './queue-colleagues.js';

type NoteKind = EscalationNote['kind'];

/** What people do with items of the escalation queue. Each takes the version the person saw, so that two do not overrule each other. */
@Injectable()
export class EscalationsService {
  constructor(
    private readonly cases: CaseWork,
    private readonly unitOfWork: UnitOfWork,
    private readonly organisations: OrganisationEscalations,
  ) {}

  /** Takes an item: others see who has it. Errors: NOT_FOUND, NOT_ALLOWED, ALREADY_CLOSED, ALREADY_TAKEN, CHANGED_SINCE. */
  async takeItem(actor: Actor, id: number, ifVersion: number | null = null): Promise<Escalation> {
    return this.act(actor, id, 'escalation.take', ifVersion, async (item, now) => {
      if (item.takenBy === actor.personId) throw conflict('ALREADY_TAKEN', 'You have this item already.');
      item.takenBy = actor.personId;
      item.takenAt = now;
      return ['taken', 'Taken.'];
    });
  }

  /** Writes what was done about it. Errors as takeItem. */
  async annotate(actor: Actor, id: number, dto: NoteDto, ifVersion: number | null = null): Promise<Escalation> {
    return this.act(actor, id, 'escalation.note', ifVersion, async () => ['note', dto.text]);
  }

  /** Gives the item to somebody else who may take it, for an absence. Errors as takeItem, and INVALID (UNKNOWN_PERSON). */
  async handOver(actor: Actor, id: number, dto: HandOverDto, ifVersion: number | null = null): Promise<Escalation> {
    return this.act(actor, id, 'escalation.hand-over', ifVersion, async (item, now) => {
      const { manager } = transaction();
      const colleagues = item.caseId === null ? await organisationColleagues(manager, item.dutyId, londonDate(now)) : await queueColleagues(manager, item.caseId, londonDate(now));
      const person = colleagues.find(({ personId }) => personId === dto.personId);
      if (!person) throw invalid([{ code: 'UNKNOWN_PERSON', field: 'personId', sentence: 'Choose a person of the home authority who works with its queue.' }]);
      item.takenBy = person.personId;
      item.takenAt = now;
      return ['handed-over', dto.text ?? `Handed over to ${person.name}.`];
    });
  }

  /** Closes an item for a recorded reason why the duty is no longer owed. Errors as takeItem. */
  async resolve(actor: Actor, id: number, dto: ResolveDto, ifVersion: number | null = null): Promise<Escalation> {
    return this.act(actor, id, 'escalation.resolve', ifVersion, async (item, now) => {
      const { manager } = transaction();
      const duty = await manager.findOneByOrFail(DutyRow, { id: item.dutyId });
      await manager.insert(DutyRelease, { caseId: item.caseId, dutyKey: duty.key, reason: dto.reason, releasedBy: actor.personId, releasedAt: now });
      return ['resolved', dto.reason];
    });
  }

  private async act(
    actor: Actor,
    id: number,
    action: Extract<Action, `escalation.${string}` | 'duty.release'>,
    ifVersion: number | null,
    work: (item: Escalation, now: Date) => Promise<[NoteKind, string]>,
  ): Promise<Escalation> {
    return this.unitOfWork.run(async ({ manager }) => {
      const found = await manager.findOneBy(Escalation, { id });
      if (!found) throw notFound('queue item');
      const done = async (now: Date): Promise<Escalation> => {
        // The clock locks a duty before its item: so do we.
        await inRole('engine', () => manager.query('SELECT id FROM duty WHERE id = $1 FOR NO KEY UPDATE', [found.dutyId]));
        const item = await manager.findOneOrFail(Escalation, { where: { id }, lock: { mode: 'for_no_key_update' } });
        if (item.closedAt) throw conflict('ALREADY_CLOSED', 'This item is closed.');
        if (ifVersion !== null && ifVersion !== item.version) throw changedSince('queue item');
        const [kind, text] = await work(item, now);
        await manager.insert(EscalationNote, { caseId: item.caseId, escalationId: id, kind, text, writtenBy: actor.personId, writtenAt: now });
        return manager.save(Escalation, { ...item, version: item.version + 1 });
      };
      if (found.caseId === null) return this.organisations.change(actor, found, action, done);
      const { reference } = await manager.findOneByOrFail(YoungPerson, { id: found.caseId });
      const change = this.cases.change(actor, reference, { action, subject: `escalation-${id}` }, ({ now }) => done(now));
      // An item of a case that this person cannot see answers as one that does not exist.
      return change.catch((error: unknown) => Promise.reject(error instanceof Refusal && error.status === 404 ? notFound('queue item') : error));
    });
  }
}
