import { inRole, transaction } from '../database/unit-of-work.js';
import { Person } from '../people/person.entity.js';
import { endEverything } from '../sign-in/end-everything.js';
import { EntryLink } from './entry-link.entity.js';
import { YoungPersonPin } from './young-person-pin.entity.js';

/**
 * Ends the young person's way in to a case, where there is one: sessions, calendars, links, codes and PIN go, and the e-mail address and the
 * number are free, for the same young person's other case too. Answers whether there was one.
 */
export async function endWayIn(caseId: number): Promise<boolean> {
  const { manager } = transaction();
  return inRole('door', async () => {
    const person = await manager.findOneBy(Person, { caseId, active: true });
    if (person === null) return false;
    const { id: personId } = person;
    await manager.update(Person, { id: personId }, { active: false, email: null, phone: null });
    await endEverything(personId);
    for (const table of [EntryLink, YoungPersonPin]) await manager.delete(table, { personId });
    return true;
  });
}
