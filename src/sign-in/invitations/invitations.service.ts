import { Injectable } from '@nestjs/common';
import { IsNull } from 'typeorm';
import { AuditService } from '../../audit/audit.service.js';
import { Clock } from '../../clock.js';
import { inRole, UnitOfWork } from '../../database/unit-of-work.js';
import { conflict, Refusal } from '../../errors.js';
import { localSignIn } from '../../single-sign-on/local-sign-in.js';
import { Credentials } from '../passwords/credentials.service.js';
import { checkNewPassword } from '../passwords/password-rules.js';
import { hashSecret, newSecret } from '../secrets.js';
import { SignInChanges } from '../sign-in-changes.service.js';
import { Session } from '../session.entity.js';
import { SignInStep } from '../steps/sign-in-step.entity.js';
import { Invitation, type InvitationDelivery } from './invitation.entity.js';

/** A link counts for so long, in real time. */
export const INVITATION_DAYS = 7;

/** Whom a link is for. */
export interface Invited {
  id: number;
  personId: number;
  name: string;
  email: string;
  organisation: string;
  expiresAt: Date;
}

/** One sentence for links that never were, were used or have run out. */
const ended = () => new Refusal(410, 'LINK_ENDED', `This link has been used, or is older than ${INVITATION_DAYS} days. Ask the administrator of your organisation for a new one.`);

/** Links with which people set their own password, each once. */
@Injectable()
export class Invitations {
  constructor(
    private readonly unitOfWork: UnitOfWork,
    private readonly clock: Clock,
    private readonly audit: AuditService,
    private readonly credentials: Credentials,
    private readonly changes: SignInChanges,
  ) {}

  /** Makes a link for somebody in place of earlier ones; answers its number, its end, and its secret, which is kept nowhere. `by` is null for an operator. Errors: SIGNS_IN_ELSEWHERE (409). */
  async make(by: number | null, personId: number): Promise<{ id: number; expiresAt: Date; secret: string }> {
    const secret = newSecret();
    const madeAt = this.clock.realNow();
    const expiresAt = new Date(madeAt.getTime() + INVITATION_DAYS * 86_400_000);
    return this.unitOfWork.runIn('door', async ({ manager }) => {
      if ((await localSignIn(personId, madeAt)).federated)
        throw conflict('SIGNS_IN_ELSEWHERE', 'Their organisation signs its people in itself: make them a link to connect their account with, on the page Sign-ins.');
      await manager.delete(Invitation, { personId, usedAt: IsNull() });
      const { id } = await manager.save(Invitation, { secretHash: hashSecret(secret), personId, invitedBy: by, madeAt, expiresAt, usedAt: null, delivery: 'waiting' as const });
      await this.audit.record(by, { name: 'invitation.make', subject: `person-${personId}` });
      return { id, expiresAt, secret };
    });
  }

  /** Writes down how the mail with a link fared. */
  async delivered(id: number, delivery: InvitationDelivery): Promise<void> {
    await this.unitOfWork.runIn('door', ({ manager }) => manager.update(Invitation, id, { delivery }));
  }

  /** Whom a link is for, while it counts; looking at it uses nothing up. Errors: LINK_ENDED (410). */
  async find(secret: string): Promise<Invited> {
    return this.unitOfWork.run(async ({ manager }) => {
      const rows = await inRole('door', () => manager.query<(Invited & Place)[]>(FIND_SQL, [hashSecret(secret), this.clock.realNow()]));
      if (!rows[0]) throw ended();
      const { authorityCode, providerId, ...invited } = rows[0];
      const [place] = await inRole('public', () => manager.query<{ name: string }[]>(PLACE_SQL, [authorityCode, providerId]));
      return { ...invited, organisation: place?.name ?? '' };
    });
  }

  /**
   * Sets the password of whom the link is for, and uses the link up; of two at once, one does. Their sessions end, and what
   * second factor they have stays. Answers who it is. Errors: LINK_ENDED (410), INVALID (422, `password`).
   */
  async accept(secret: string, password: string): Promise<number> {
    const { id, personId, name, email, organisation } = await this.find(secret);
    checkNewPassword(password, [name, email, organisation]);
    await this.unitOfWork.runIn('door', async ({ manager }) => {
      const { affected } = await manager.update(Invitation, { id, usedAt: IsNull() }, { usedAt: this.clock.realNow() });
      if (affected !== 1) throw ended();
      await this.credentials.setPassword(personId, password);
      await manager.delete(Session, { personId });
      await manager.delete(SignInStep, { personId });
      await this.changes.tell(personId, 'password.chosen');
      await this.audit.record(personId, { name: 'invitation.accept', subject: `person-${personId}` });
    });
    return personId;
  }
}

interface Place {
  authorityCode: string | null;
  providerId: number | null;
}

const FIND_SQL = `
SELECT i.id, p.id AS "personId", p.name, p.email, i.expires_at AS "expiresAt", p.authority_code AS "authorityCode", p.provider_id AS "providerId"
FROM invitation i JOIN person p ON p.id = i.person_id AND p.active WHERE i.secret_hash = $1 AND i.used_at IS NULL AND i.expires_at > $2`;

const PLACE_SQL = 'SELECT name FROM authority WHERE code = $1 UNION ALL SELECT name FROM provider WHERE id = $2';
