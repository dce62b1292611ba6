import { IsNull } from 'typeorm';
import { inRole, transaction } from '../database/unit-of-work.js';
import { isFreeNumber } from '../domain/agreement/case-number.js';
import { can, type Actor } from '../domain/permissions.js';
import { londonDate } from '../domain/time/london.js';
import { conflict } from '../errors.js';
import { endOfCase } from './case-ended.js';
import { loadCaseParties } from './case-parties.js';
import { YoungPerson } from './young-person.entity.js';

type OwnNumber = Pick<YoungPerson, 'homeAuthorityCode' | 'localId'>;

/** Makes the authority's own number free for a new case, within the running transaction. Answers the mistaken case that had it. Errors: ALREADY_REGISTERED. */
export async function freeNumber(number: OwnNumber): Promise<YoungPerson | null> {
  const holder = await holderOf(number);
  if (!isFreeNumber(holder)) throw conflict('ALREADY_REGISTERED', 'The authority already has a case with this number. Open that case instead.');
  if (holder !== null) await give(holder.youngPerson);
  return holder?.youngPerson ?? null;
}

/**
 * Gives a case its number back that was given to another while it was said to be a mistake, once that does not stand any more. Errors: NUMBER_GIVEN while another case
 * has it that is no mistake; its reference is for whoever reads that one.
 */
export async function takeNumberBack(actor: Actor, { id, numberGivenAt, homeAuthorityCode, localId, bornOn, registeredAt }: YoungPerson): Promise<void> {
  if (numberGivenAt === null) return;
  const { manager, now } = transaction();
  if ((await endOfCase(manager, { id, bornOn, registeredAt }, now))?.mistaken) return;
  await inRole('engine', async () => {
    const holder = await holderOf({ homeAuthorityCode, localId });
    if (!isFreeNumber(holder)) {
      const parties = await loadCaseParties(manager, holder?.youngPerson.id ?? 0, now);
      const other = holder && can(actor, 'case.read', parties, londonDate(now)) ? `another case, ${holder.youngPerson.reference}` : 'another case of the authority';
      throw conflict('NUMBER_GIVEN', `The number of this case, ${localId}, was given to ${other}. If that one is the mistake, say so there first: this one has its number back then. If it is not, leave this one as it is, and register the young person anew with a number of their own.`);
    }
    if (holder !== null) await give(holder.youngPerson);
    await manager.update(YoungPerson, { id }, { numberGivenAt: null });
  });
}

/** Who has the number now, held until the running transaction ends. */
async function holderOf({ homeAuthorityCode, localId }: OwnNumber): Promise<{ youngPerson: YoungPerson; mistaken: boolean } | null> {
  const { manager, now } = transaction();
  const youngPerson = await manager.findOne(YoungPerson, { where: { homeAuthorityCode, localId, numberGivenAt: IsNull() }, lock: { mode: 'for_no_key_update' } });
  return youngPerson && { youngPerson, mistaken: (await endOfCase(manager, youngPerson, now))?.mistaken ?? false };
}

async function give({ id }: YoungPerson): Promise<void> {
  const { manager, now } = transaction();
  await manager.update(YoungPerson, { id }, { numberGivenAt: now });
}
