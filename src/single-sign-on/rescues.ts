import type { AuditService } from '../audit/audit.service.js';
import type { Clock } from '../clock.js';
import type { UnitOfWork } from '../database/unit-of-work.js';
import { conflict, Refusal } from '../errors.js';
import { Person } from '../people/person.entity.js';
import { newPassword } from '../sign-in/new-password.js';
import { hashPassword } from '../sign-in/passwords.js';
import type { SignInChanges } from '../sign-in/sign-in-changes.service.js';
import { localSignIn } from './local-sign-in.js';
import { Rescue } from './rescue.entity.js';

/** How long a rescue lasts. */
export const RESCUE_MS = 3_600_000;

/** The operator's way in for somebody whose organisation's own sign-in is out of order. */
export class Rescues {
  constructor(
    private readonly unitOfWork: UnitOfWork,
    private readonly audit: AuditService,
    private readonly clock: Clock,
    private readonly changes: SignInChanges,
  ) {}

  /**
   * Gives somebody a password for an hour; an earlier one ends. It stays on record for them and their administrator. Errors:
   * PERSON_UNKNOWN (404); NOT_FEDERATED (409) for whoever has a password of their own.
   */
  async give(email: string): Promise<{ password: string; expiresAt: Date }> {
    const password = newPassword();
    const passwordHash = await hashPassword(password);
    const madeAt = this.clock.realNow();
    const expiresAt = new Date(madeAt.getTime() + RESCUE_MS);
    return this.unitOfWork.run(async ({ manager }) => {
      const person = await manager.findOneBy(Person, { email: email.trim().toLowerCase(), active: true });
      if (!person) throw new Refusal(404, 'PERSON_UNKNOWN', 'Nobody active has this e-mail address: correct it.');
      const { federated, rescue } = await localSignIn(person.id, madeAt);
      if (!federated) throw conflict('NOT_FEDERATED', 'The organisation of this person has no sign-in of its own: give them a password with “lsa sign-in”.');
      if (rescue) await manager.update(Rescue, { id: rescue.id }, { expiresAt: madeAt });
      await manager.insert(Rescue, { personId: person.id, passwordHash, madeAt, expiresAt });
      await this.audit.record(null, { name: 'sign-in.rescue', subject: `person-${person.id}` });
      await this.changes.tell(person.id, 'rescue.given');
      return { password, expiresAt };
    });
  }
}
