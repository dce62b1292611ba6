import { Injectable } from '@nestjs/common';
import { IsNull } from 'typeorm';
import { AuditService } from '../audit/audit.service.js';
import { inRole, transaction, UnitOfWork } from '../database/unit-of-work.js';
import { Person } from '../people/person.entity.js';
import { endEverything } from '../sign-in/end-everything.js';

/** Inspectors who work for no organisation here, and whose last inspection is over. */
@Injectable()
export class EndedInspectors {
  constructor(
    private readonly unitOfWork: UnitOfWork,
    private readonly audit: AuditService,
  ) {}

  /**
   * Puts out whoever from outside has no inspection that runs: sessions, access tokens and invitations end, and they sign in no more. Each night, and
   * of one person at once when theirs is ended. `by` is null for the system.
   */
  async putOut(by: number | null, personId: number | null = null): Promise<void> {
    await this.unitOfWork.run(({ now }) => inRole('engine', async () => {
      const ended = await transaction().manager.query<{ id: number }[]>(OVER_SQL, [now, personId]);
      for (const { id } of ended) {
        await transaction().manager.update(Person, { id, caseId: IsNull() }, { active: false });
        await endEverything(id);
        await this.audit.record(by, { name: 'person.deactivate', subject: `person-${id}`, fields: ['active'] });
      }
    }));
  }
}

const OVER_SQL = `
SELECT p.id FROM person p WHERE p.inspects_for IS NOT NULL AND p.active AND ($2::int IS NULL OR p.id = $2)
  AND NOT EXISTS (SELECT FROM inspection_grant g WHERE g.person_id = p.id AND g.ended_at IS NULL AND g.until_at > $1) ORDER BY p.id`;
