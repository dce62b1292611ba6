import { Injectable } from '@nestjs/common';
import { AuditService } from '../audit/audit.service.js';
import { inRole, transaction, UnitOfWork } from '../database/unit-of-work.js';
import { canInOrganisation } from '../domain/permissions.js';
import { notAllowed, notFound } from '../errors.js';
import { Person } from '../people/person.entity.js';
import { SignInChanges } from '../sign-in/sign-in-changes.service.js';
import { Session } from '../sign-in/session.entity.js';
import type { SignedIn } from '../web/visitor.js';
import { Arrivals } from './arrivals.service.js';
import { ExternalIdentity } from './external-identity.entity.js';
import { IdentityLinks } from './identity-links.service.js';
import { IdentityProviders } from './identity-providers.service.js';
import { identitiesOf, type PersonSignIn } from './identity-list.js';

/** How the people of an organisation sign in, for its administrator. */
@Injectable()
export class IdentitiesService {
  constructor(
    private readonly unitOfWork: UnitOfWork,
    private readonly audit: AuditService,
    private readonly providers: IdentityProviders,
    private readonly arrivals: Arrivals,
    private readonly links: IdentityLinks,
    private readonly changes: SignInChanges,
  ) {}

  /** What somebody signs in with themselves: accounts connected, and rescues they were given. */
  async own(actor: SignedIn): Promise<PersonSignIn> {
    return this.unitOfWork.runIn('door', async () => {
      const [own] = await identitiesOf([{ personId: actor.personId, name: actor.name, email: actor.email ?? '' }]);
      return own as PersonSignIn;
    });
  }

  /** Everybody active of the actor's own organisation, by name. Errors: NOT_ALLOWED. */
  async list(actor: SignedIn): Promise<PersonSignIn[]> {
    mustManage(actor, actor);
    return this.unitOfWork.run(async ({ manager }) => {
      const people = await manager.query<{ personId: number; name: string; email: string }[]>(PEOPLE_SQL, [actor.authorityCode, actor.providerId]);
      return inRole('door', () => identitiesOf(people));
    });
  }

  /** Enters what one of the organisation's providers calls a person. Errors: NOT_FOUND, NOT_ALLOWED, IDENTITY_TAKEN (409). */
  async enterSubject(actor: SignedIn, personId: number, identityProvider: number, subject: string): Promise<void> {
    const provider = await this.providers.active(identityProvider);
    if (provider.authorityCode !== actor.authorityCode || provider.providerId !== actor.providerId) throw notFound('such sign-in');
    await this.unitOfWork.run(async () => {
      await this.personIn(actor, personId);
      await inRole('door', () => this.arrivals.bind(provider, subject, personId, actor.personId));
    });
  }

  /** A one-time link by which a person connects their account. Errors: NOT_FOUND, NOT_ALLOWED. */
  async makeLink(actor: SignedIn, personId: number): Promise<string> {
    return this.unitOfWork.run(async () => {
      await this.personIn(actor, personId);
      return this.links.make(personId, actor.personId);
    });
  }

  /** Ends a connection, and the person's sessions with it. Errors: NOT_FOUND, NOT_ALLOWED. */
  async disconnect(actor: SignedIn, identityId: number): Promise<void> {
    await this.unitOfWork.run(async ({ manager }) => {
      mustManage(actor, actor);
      const identity = await inRole('door', () => manager.findOneBy(ExternalIdentity, { id: identityId }));
      if (!identity || !(await this.findPersonIn(actor, identity.personId))) throw notFound('connection');
      await inRole('door', async () => {
        await manager.delete(ExternalIdentity, { id: identityId });
        await manager.delete(Session, { personId: identity.personId });
      });
      await this.audit.record(actor.personId, { name: 'identity.end', subject: `person-${identity.personId}` });
      await this.changes.tell(identity.personId, 'identity.ended');
    });
  }

  /** A person whose sign-in this actor manages; another organisation's is not there. */
  private async personIn(actor: SignedIn, personId: number): Promise<Person> {
    mustManage(actor, actor);
    const person = await this.findPersonIn(actor, personId);
    if (!person) throw notFound('person');
    return person;
  }

  private async findPersonIn({ authorityCode, providerId }: SignedIn, personId: number): Promise<Person | null> {
    const person = await transaction().manager.findOneBy(Person, { id: personId, active: true });
    return person?.authorityCode === authorityCode && person.providerId === providerId ? person : null;
  }
}

/** Whether somebody manages the sign-ins of an organisation: its own administrator. */
export const managesSignIns = (actor: SignedIn, { authorityCode, providerId }: Pick<SignedIn, 'authorityCode' | 'providerId'>): boolean =>
  canInOrganisation(actor, 'sign-ins.manage', authorityCode, providerId);

function mustManage(actor: SignedIn, organisation: Pick<SignedIn, 'authorityCode' | 'providerId'>): void {
  if (!managesSignIns(actor, organisation)) throw notAllowed('see and change how the people of this organisation sign in');
}

const PEOPLE_SQL = `SELECT id AS "personId", name, email FROM person WHERE active AND (authority_code = $1 OR provider_id = $2) ORDER BY name, id`;
