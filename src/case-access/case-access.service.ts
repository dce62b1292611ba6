import { Injectable } from '@nestjs/common';
import { IsNull } from 'typeorm';
import { transaction, UnitOfWork } from '../database/unit-of-work.js';
import type { Action, Actor } from '../domain/permissions.js';
import { conflict, invalid, notFound } from '../errors.js';
import { CaseWork, type OpenCase } from '../young-people/case-work.service.js';
import { endTimesOf } from '../young-people/key-worker-times.js';
import type { AdmitDto, ExcludeDto, RestrictDto } from './case-access.dto.js';
import { CaseAdmission } from './case-admission.entity.js';
import { CaseExclusion } from './case-exclusion.entity.js';
import { CaseRestriction } from './case-restriction.entity.js';
import { peopleAround } from './people-around.js';

type AccessAction = Extract<Action, `exclusion.${string}` | `restriction.${string}` | `admission.${string}`>;

/** Who is kept out of a case, and whether posts over an authority open it. Each takes effect with the next thing that anybody asks. */
@Injectable()
export class CaseAccessService {
  constructor(
    private readonly cases: CaseWork,
    private readonly unitOfWork: UnitOfWork,
  ) {}

  /** Keeps somebody out of a case, whatever else would let them in; their time as its key worker ends (SC1). Errors: NOT_FOUND, NOT_ALLOWED, INVALID (UNKNOWN_PERSON), ALREADY_EXCLUDED. */
  async exclude(actor: Actor, reference: string, { personId, reason }: ExcludeDto, ifVersion: number | null = null): Promise<CaseExclusion> {
    return this.change(actor, reference, ifVersion, 'exclusion.record', `person-${personId}`, async ({ youngPerson, now }) => {
      const { manager } = transaction();
      const caseId = youngPerson.id;
      await expectPerson(caseId, personId, 'personId');
      if (await manager.existsBy(CaseExclusion, { caseId, personId, endedAt: IsNull() })) throw conflict('ALREADY_EXCLUDED', 'They are kept out of this case already.');
      await endTimesOf(caseId, personId, now);
      return manager.save(CaseExclusion, { caseId, personId, reason, recordedBy: actor.personId, recordedAt: now, endedBy: null, endedAt: null });
    });
  }

  /** Lets somebody excluded have again what their posts give them. Errors: NOT_FOUND, NOT_ALLOWED. */
  async endExclusion(actor: Actor, reference: string, id: number, ifVersion: number | null = null): Promise<void> {
    await this.change(actor, reference, ifVersion, 'exclusion.end', `exclusion-${id}`, ({ youngPerson, now }) =>
      ended(transaction().manager.update(CaseExclusion, { id, caseId: youngPerson.id, endedAt: IsNull() }, { endedBy: actor.personId, endedAt: now }), 'exclusion'),
    );
  }

  /** From now on a post over the authority or a team does not open the case by itself. Errors: NOT_FOUND, NOT_ALLOWED, ALREADY_RESTRICTED. */
  async restrict(actor: Actor, reference: string, { because }: RestrictDto, ifVersion: number | null = null): Promise<CaseRestriction> {
    return this.change(actor, reference, ifVersion, 'restriction.impose', null, async ({ youngPerson, parties, now }) => {
      if (parties.restricted) throw conflict('ALREADY_RESTRICTED', 'The case is restricted already.');
      return transaction().manager.save(CaseRestriction, { caseId: youngPerson.id, reason: because, imposedBy: actor.personId, imposedAt: now, liftedBy: null, liftedAt: null });
    });
  }

  /** Posts open the case again. Errors: NOT_FOUND, NOT_ALLOWED. */
  async liftRestriction(actor: Actor, reference: string, ifVersion: number | null = null): Promise<void> {
    await this.change(actor, reference, ifVersion, 'restriction.lift', null, ({ youngPerson, now }) =>
      ended(transaction().manager.update(CaseRestriction, { caseId: youngPerson.id, liftedAt: IsNull() }, { liftedBy: actor.personId, liftedAt: now }), 'restriction'),
    );
  }

  /** Lets somebody's post count in a restricted case. Errors: NOT_FOUND, NOT_ALLOWED, INVALID (UNKNOWN_PERSON), ALREADY_ADMITTED. */
  async admit(actor: Actor, reference: string, { admittedPersonId: personId }: AdmitDto, ifVersion: number | null = null): Promise<CaseAdmission> {
    return this.change(actor, reference, ifVersion, 'admission.give', `person-${personId}`, async ({ youngPerson, parties, now }) => {
      await expectPerson(youngPerson.id, personId, 'admittedPersonId');
      if (parties.admittedPersonIds.includes(personId)) throw conflict('ALREADY_ADMITTED', 'They are admitted already.');
      return transaction().manager.save(CaseAdmission, { caseId: youngPerson.id, personId, givenBy: actor.personId, givenAt: now, endedBy: null, endedAt: null });
    });
  }

  /** Errors: NOT_FOUND, NOT_ALLOWED. */
  async endAdmission(actor: Actor, reference: string, id: number, ifVersion: number | null = null): Promise<void> {
    await this.change(actor, reference, ifVersion, 'admission.end', `admission-${id}`, ({ youngPerson, now }) =>
      ended(transaction().manager.update(CaseAdmission, { id, caseId: youngPerson.id, endedAt: IsNull() }, { endedBy: actor.personId, endedAt: now }), 'admission'),
    );
  }

  private change<T>(actor: Actor, reference: string, ifVersion: number | null, action: AccessAction, subject: string | null, work: (opened: OpenCase) => Promise<T>): Promise<T> {
    return this.unitOfWork.run(async () => {
      await this.cases.expectVersion(actor, reference, ifVersion);
      return this.cases.change(actor, reference, { action, ...(subject && { subject }) }, work);
    });
  }
}

async function expectPerson(caseId: number, personId: number, field: string): Promise<void> {
  const { manager, now } = transaction();
  if ((await peopleAround(manager, caseId, now, personId)).length > 0) return;
  throw invalid([{ code: 'UNKNOWN_PERSON', field, sentence: 'Choose somebody who could have a part in this case.' }]);
}

async function ended(update: Promise<{ affected?: number | null }>, what: string): Promise<void> {
  if (((await update).affected ?? 0) === 0) throw notFound(what);
}
