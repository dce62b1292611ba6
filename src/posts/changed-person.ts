import type { AuditService } from '../audit/audit.service.js';
import { inRole, transaction } from '../database/unit-of-work.js';
import { OrganisationCorrection } from '../organisation-records/organisation-correction.entity.js';
import { Person } from '../people/person.entity.js';

/** How somebody is called and reached. */
export type Contact = Record<'name' | 'phone', string>;

/** What of this is recorded otherwise. */
export const changedFields = (known: Person, said: Contact): (keyof Contact)[] => (['name', 'phone'] as const).filter((field) => known[field] !== said[field]);

/** Changes what is recorded of somebody. Both sides are kept as a correction of their organisation, of whoever says why; the trail names whoever did it. */
export async function changePerson(audit: AuditService, known: Person, said: Contact, { reason, correctedBy, doneBy }: { reason: string; correctedBy: number; doneBy: number }): Promise<void> {
  const { manager, now } = transaction();
  const fields = changedFields(known, said);
  const of = (from: Pick<Person, 'name' | 'phone'>): Record<string, string | null> => Object.fromEntries(fields.map((field) => [field, from[field]]));
  const { id, authorityCode, providerId } = known;
  await manager.update(Person, { id }, { name: said.name, phone: said.phone });
  // What two people did is the word of whoever asked, while whoever approved it is signed in.
  await inRole('engine', () => manager.insert(OrganisationCorrection, { authorityCode, providerId, fact: 'person', factId: id, before: of(known), after: of(said), reason, correctedBy, correctedAt: now }));
  await audit.record(doneBy, { name: 'person.change', subject: `person-${id}`, fields });
}
