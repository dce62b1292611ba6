import { IsNull } from 'typeorm';
import { transaction } from '../database/unit-of-work.js';
import { canInOrganisation } from '../domain/permissions.js';
import { invalid, notAllowed, notFound } from '../errors.js';
import { Provider } from '../organisations/provider.entity.js';
import { Person } from '../people/person.entity.js';
import type { SignedIn } from '../web/visitor.js';

/** An authority, or a provider with the authority in whose area it is. */
export interface Organisation {
  authorityCode: string;
  providerId: number | null;
}

/** An organisation whose people somebody may let in and put out; one's own where none is named. Errors: NOT_FOUND, NOT_ALLOWED. */
export async function openOrganisation(actor: SignedIn, asked: { authority?: string | null; provider?: number | null }): Promise<Organisation> {
  const isNamed = asked.authority != null || asked.provider != null;
  const { authority, provider } = isNamed ? asked : { authority: actor.authorityCode, provider: actor.providerId };
  const row = provider == null ? null : await transaction().manager.findOneBy(Provider, { id: provider });
  const authorityCode = row?.authorityCode ?? (provider == null ? authority : null);
  if (authorityCode == null) throw notFound('organisation');
  const providerId = row?.id ?? null;
  const isAllowed = canInOrganisation(actor, providerId === null ? 'authority-people.manage' : 'provider-people.manage', authorityCode, providerId);
  if (!isAllowed) throw notAllowed('see and change who signs in for this organisation');
  return { authorityCode, providerId };
}

/** A member of staff: they have an address. */
export type Colleague = Person & { email: string };

/** Somebody of an organisation whose people the actor may let in and put out. Errors: NOT_FOUND, also for people of others, and for young people and inspectors, who are of none. */
export async function openPerson(actor: SignedIn, personId: number): Promise<Colleague> {
  const person = await transaction().manager.findOneBy(Person, { id: personId, caseId: IsNull() });
  if (!isColleague(person)) throw notFound('person');
  await openOrganisation(actor, { authority: person.authorityCode, provider: person.providerId }).catch(() => {
    throw notFound('person');
  });
  return person;
}

/** The active person of an organisation with this address, added where nobody has it. Errors: INVALID (EMAIL_IN_USE). */
export async function personWith({ authorityCode, providerId }: Organisation, { name, email }: { name: string; email: string }): Promise<Colleague> {
  const { manager } = transaction();
  const place = providerId === null ? { authorityCode, providerId: null } : { authorityCode: null, providerId };
  const known = await manager.findOneBy(Person, { email: email.toLowerCase() });
  if (known === null) return manager.save(Person, { name, email: email.toLowerCase(), active: true, ...place });
  if (isColleague(known) && known.active && known.authorityCode === place.authorityCode && known.providerId === place.providerId) return known;
  throw invalid([{ code: 'EMAIL_IN_USE', field: 'email', sentence: 'This address cannot be used here. Give the direct address at this organisation, or reactivate its owner.' }]);
}

const isColleague = (person: Person | null): person is Colleague => person !== null && person.email !== null && (person.authorityCode !== null || person.providerId !== null);
