import { Injectable } from '@nestjs/common';
import { AuditService } from '../audit/audit.service.js';
import { Clock } from '../clock.js';
import { transaction, UnitOfWork } from '../database/unit-of-work.js';
import { conflict, notFound, Refusal } from '../errors.js';
import { Person } from '../people/person.entity.js';
import { Entrances } from '../sign-in/entrances.service.js';
import { hashSecret } from '../sign-in/secrets.js';
import { SignInChanges } from '../sign-in/sign-in-changes.service.js';
import { Session } from '../sign-in/session.entity.js';
import { ExternalIdentity } from './external-identity.entity.js';
import { IdentityLink } from './identity-link.entity.js';
import type { ActiveProvider } from './identity-providers.service.js';

type Voucher = Pick<ActiveProvider, 'issuer' | 'authorityCode' | 'providerId' | 'organisation'>;

/** Whom a provider vouches for, and when it last asked them for a password or factor, where it says so. */
export interface Vouched {
  subject: string;
  askedAt: Date | null;
}

/** Lets those in for whom their organisation's provider vouches. */
@Injectable()
export class Arrivals {
  constructor(
    private readonly unitOfWork: UnitOfWork,
    private readonly clock: Clock,
    private readonly audit: AuditService,
    private readonly entrances: Entrances,
    private readonly changes: SignInChanges,
  ) {}

  /**
   * Begins a session for whoever is known by this issuer and subject, and answers its secret; before that, with `binds`, makes
   * them known as this person. An e-mail address is not looked at. The provider may have asked them for nothing, since they were signed in
   * there: the session is proven as of when it says that it did, else not at all. Errors: NOT_KNOWN (403), IDENTITY_TAKEN (409), NOT_FOUND.
   */
  async admit(from: Voucher, { subject, askedAt }: Vouched, binds: number | null): Promise<string> {
    return this.unitOfWork.runIn('door', async ({ manager }) => {
      if (binds !== null) await this.bind(from, subject, binds, binds);
      const identity = await manager.findOneBy(ExternalIdentity, { issuer: from.issuer, subject });
      const person = identity && (await this.personAt(from, identity.personId));
      if (!identity || !person) throw notKnown(from);
      await manager.update(ExternalIdentity, { id: identity.id }, { lastUsedAt: this.clock.realNow() });
      const secret = await this.entrances.enter(person.id, { fields: ['single-sign-on'] });
      await manager.update(Session, { secretHash: hashSecret(secret) }, { provenAt: askedAt ?? new Date(0) });
      return secret;
    });
  }

  /** The person of a session, by its hash, has been asked anew at their organisation; answers the session's new secret. Errors: NOT_YOU (403) for anybody else, and for a session that is not this browser's. */
  async prove(from: Voucher, { subject }: Vouched, secretHash: string | null): Promise<string> {
    return this.unitOfWork.runIn('door', async ({ manager }) => {
      const identity = await manager.findOneBy(ExternalIdentity, { issuer: from.issuer, subject });
      const session = secretHash === null ? null : await manager.findOneBy(Session, { secretHash });
      if (!identity || !session || session.personId !== identity.personId || !(await this.personAt(from, identity.personId))) throw notYou();
      await manager.update(ExternalIdentity, { id: identity.id }, { lastUsedAt: this.clock.realNow() });
      return this.entrances.prove(identity.personId, session.secretHash);
    });
  }

  /** Makes an issuer's subject known as a person of the organisation; their one-time links end. Within the door. Errors: IDENTITY_TAKEN (409), NOT_FOUND. */
  async bind(from: Voucher, subject: string, personId: number, by: number): Promise<void> {
    const { manager } = transaction();
    if (!(await this.personAt(from, personId))) throw notFound('person');
    const known = await manager.findBy(ExternalIdentity, [{ issuer: from.issuer, subject }, { issuer: from.issuer, personId }]);
    if (known.some((one) => one.personId === personId && one.subject === subject)) return;
    if (known.length > 0) throw taken();
    await manager.query(BIND_SQL, [personId, from.issuer, subject, this.clock.realNow(), by]).then((rows: object[]) => {
      if (rows.length === 0) throw taken();
    });
    await manager.delete(IdentityLink, { personId });
    await this.audit.record(by, { name: 'identity.bind', subject: `person-${personId}` });
    await this.changes.tell(personId, 'identity.linked');
  }

  /** The active person of this number, where they belong to the organisation that the provider is for. */
  private async personAt({ authorityCode, providerId }: Voucher, id: number): Promise<Person | null> {
    const person = await transaction().manager.findOneBy(Person, { id, active: true });
    return person && person.authorityCode === authorityCode && person.providerId === providerId ? person : null;
  }
}

/** Two at once: the second gets no row. */
const BIND_SQL = `INSERT INTO external_identity (person_id, issuer, subject, bound_at, bound_by) VALUES ($1, $2, $3, $4, $5) ON CONFLICT DO NOTHING RETURNING id`;

/** The same for a stranger, for somebody who has left, and for another organisation's. */
const notKnown = ({ organisation }: Voucher) =>
  new Refusal(403, 'NOT_KNOWN', `${organisation} knows you, but nobody here is connected to that account. Ask your administrator for a link to connect it.`);

const notYou = () => new Refusal(403, 'NOT_YOU', 'Whoever signed in there is not who is signed in here. Sign out, then sign in yourself.');

const taken = () =>
  conflict('IDENTITY_TAKEN', 'This account, or this person, is connected already. Ask your administrator, who can see with whom and end it.');
