import type { AuditService } from '../audit/audit.service.js';
import { transaction, type UnitOfWork } from '../database/unit-of-work.js';
import { londonDate } from '../domain/time/london.js';
import { conflict, Refusal } from '../errors.js';
import { Authority } from '../organisations/authority.entity.js';
import { Provider } from '../organisations/provider.entity.js';
import { Person } from './person.entity.js';
import { PostHolding } from './post-holding.entity.js';

/** Who is to be an organisation's first administrator; the organisation is an authority's code or a provider's UKPRN. */
export interface FirstAdministrator {
  email: string;
  name: string;
  organisation: { authority: string } | { ukprn: string };
}

type Place = Pick<Person, 'authorityCode' | 'providerId'>;

/** The operator's way to let an organisation begin: from then on it names its people itself, two at a time. */
export class FirstAdministrators {
  constructor(
    private readonly unitOfWork: UnitOfWork,
    private readonly audit: AuditService,
  ) {}

  /**
   * Names an organisation's first administrator, from today, and answers their number; whoever is not there yet is added. Errors:
   * ORGANISATION_UNKNOWN (404), ADMINISTRATOR_THERE (409), EMAIL_IN_USE (409) for an address of another organisation or of somebody who left.
   */
  async name({ email, name, organisation }: FirstAdministrator): Promise<number> {
    return this.unitOfWork.run(async ({ manager, now }) => {
      const place = await placeOf(organisation);
      const today = londonDate(now);
      const [there] = await manager.query<{ name: string }[]>(THERE_SQL, [place.authorityCode, place.providerId, today]);
      if (there) throw conflict('ADMINISTRATOR_THERE', `${there.name} is administrator there already. They, or the Virtual Head, name further ones on the page “People in post”; “lsa sign-in” lets them in.`);
      const { id } = await personAt(place, email.trim().toLowerCase(), name);
      const holding = await manager.save(PostHolding, { personId: id, post: 'administrator', ...place, team: null, fromOn: today, untilOn: null });
      await this.audit.record(null, { name: 'post.appoint', subject: `holding-${holding.id}` });
      return id;
    });
  }
}

/** The place of an organisation that the operator names; its row is held. Errors: ORGANISATION_UNKNOWN (404). */
export async function placeOf(organisation: FirstAdministrator['organisation']): Promise<Place> {
  const { manager } = transaction();
  if ('authority' in organisation) {
    // Two at once: the second waits here, and finds the first's.
    const authority = await manager.findOne(Authority, { where: { code: organisation.authority }, lock: { mode: 'for_no_key_update' } });
    if (authority) return { authorityCode: authority.code, providerId: null };
  } else {
    const provider = await manager.findOne(Provider, { where: { ukprn: organisation.ukprn }, lock: { mode: 'for_no_key_update' } });
    if (provider) return { authorityCode: null, providerId: provider.id };
  }
  throw new Refusal(404, 'ORGANISATION_UNKNOWN', 'No authority of the region has this code and no provider this UKPRN: correct it, or import the provider first (lsa import providers FILE).');
}

async function personAt(place: Place, email: string, name: string): Promise<Person> {
  const { manager } = transaction();
  const known = await manager.findOneBy(Person, { email });
  if (!known) return manager.save(Person, { name, email, phone: null, active: true, ...place });
  if (known.active && known.authorityCode === place.authorityCode && known.providerId === place.providerId) return known;
  throw conflict('EMAIL_IN_USE', 'This address belongs to somebody of another organisation, or to somebody who has left: give the address that the person has at this one.');
}

const THERE_SQL = `
SELECT p.name FROM post_holding h JOIN person p ON p.id = h.person_id AND p.active
WHERE h.post = 'administrator' AND (h.authority_code = $1 OR h.provider_id = $2) AND (h.until_on IS NULL OR h.until_on > $3) ORDER BY h.id LIMIT 1`;
