import { part, without, type Part } from '../database/read-together.js';
import { canInOrganisation } from '../domain/permissions.js';
import type { LocalDate } from '../domain/time/local-date.js';
import type { UnreachedBecause } from '../people/contact-check.entity.js';
import type { SignedIn } from '../web/visitor.js';

/** Somebody in a post that the agreement asks for, or a key worker, who cannot be reached. */
export interface UnreachedContact {
  personId: number;
  name: string;
  as: 'designated-person' | 'key-contact' | 'key-worker';
  organisationName: string;
  sinceOn: LocalDate;
  /** Null where it was found before reasons were kept. */
  because: UnreachedBecause | null;
}

/**
 * The contact health of an organisation, for those who can do something about it (EP1, SC1, VS1), as a part of a page: who of the actor's own
 * organisation cannot be reached, and of the providers in the area of their Virtual School, the longest first.
 */
export const unreachedPart = (actor: SignedIn): Part<UnreachedContact[]> =>
  canInOrganisation(actor, 'unreached-contact.read', actor.authorityCode, actor.providerId) ? part(LIST_SQL, [actor.authorityCode, actor.providerId], (rows: UnreachedContact[]) => rows) : without([]);

const LIST_SQL = `
SELECT p.id AS "personId", p.name, coalesce(h.post, 'key-worker') AS "as", coalesce(a.name, v.name) AS "organisationName", c.since_on AS "sinceOn", c.because
FROM contact_check c LEFT JOIN post_holding h ON h.id = c.holding_id JOIN person p ON p.id = coalesce(h.person_id, c.person_id)
LEFT JOIN authority a ON a.code = coalesce(h.authority_code, p.authority_code) LEFT JOIN provider v ON v.id = coalesce(h.provider_id, p.provider_id)
WHERE c.cleared_on IS NULL AND (a.code = $1 OR v.id = $2 OR (h.post = 'designated-person' AND v.authority_code = $1))
ORDER BY c.since_on, p.name, c.id`;
