import { IsNull } from 'typeorm';
import { inRole, transaction } from '../database/unit-of-work.js';
import { isNamedOn } from '../domain/agreement/key-worker-cover.js';
import { describeDate, type LocalDate } from '../domain/time/local-date.js';
import { conflict, type Reason } from '../errors.js';
import { KeyWorkerAssignment } from '../young-people/key-worker-assignment.entity.js';
import type { YoungPerson } from '../young-people/young-person.entity.js';

const NO_KEY_WORKER: Reason = { code: 'NO_KEY_WORKER', sentence: 'Nobody was key worker. The social care team manager has to name one and is told of it (SC1); you are reminded of the card until you have acknowledged it.' };
const NO_KEY_CONTACT: Reason = { code: 'NO_KEY_CONTACT', sentence: 'Nobody was Virtual School key contact. The Virtual Head has to name one and is told of it (VS1).' };

/** A contact card is acknowledged for a day on which it names a key worker and a key contact (KW2, EP7). Errors: NOBODY_NAMED with who is missing. */
export async function refuseUnnamed({ id, homeAuthorityCode }: YoungPerson, on: LocalDate): Promise<void> {
  const [isKeyWorker, isKeyContact] = await inRole('engine', async () => {
    const { manager } = transaction();
    const keyWorkers = await manager.findBy(KeyWorkerAssignment, { caseId: id, takenBackAt: IsNull() });
    const [held] = await manager.query<object[]>(
      `SELECT 1 FROM post_holding h JOIN person p ON p.id = h.person_id WHERE h.post = 'key-contact' AND h.authority_code = $1 AND p.active AND h.from_on <= $2 AND (h.until_on IS NULL OR h.until_on > $2)`,
      [homeAuthorityCode, on],
    );
    return [isNamedOn(keyWorkers, on), held !== undefined] as const;
  });
  const missing = [...(isKeyWorker ? [] : [NO_KEY_WORKER]), ...(isKeyContact ? [] : [NO_KEY_CONTACT])];
  if (missing.length === 0) return;
  throw conflict('NOBODY_NAMED', `On ${describeDate(on)} the card named nobody to turn to. ${missing.map(({ sentence }) => sentence).join(' ')} Acknowledge it once somebody is named.`, missing);
}
