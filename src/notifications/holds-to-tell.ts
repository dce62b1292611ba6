import type { EntityManager } from 'typeorm';
import { digestAt, digestFrom } from '../domain/agreement/sending-time.js';
import { londonDate } from '../domain/time/london.js';
import { holdsFor, peopleAroundHolds, type HoldAsked } from '../holds/waiting-holds.js';
import { personNow } from '../sign-in/signed-in-people.service.js';

/*
 * Holds that wait for a second person stand in the digest of those who may decide on them, each day until it is decided or the
 * hold would be over. A round a day: what is asked for after it is in the next day's.
 */

/** Whether the day's round is due: its time has come, and it has not been made. */
export async function holdRoundIsDue(manager: EntityManager, now: Date): Promise<boolean> {
  const today = londonDate(now);
  if (digestAt(today) > now) return false;
  const [row] = await manager.query<{ isDue: boolean }[]>('SELECT holds_told_on IS DISTINCT FROM $1::date AS "isDue" FROM installation', [today]);
  return row?.isDue ?? false;
}

/** Makes the day's round: whose digest tells of holds. */
export async function makeHoldRound(manager: EntityManager, now: Date): Promise<number[]> {
  const today = londonDate(now);
  await manager.query('UPDATE installation SET holds_told_on = $1', [today]);
  const people: number[] = [];
  for (const personId of await peopleAroundHolds(manager, digestAt(today), today)) {
    if ((await holdsToTell(manager, personId, now)).holds.length > 0) people.push(personId);
  }
  return people;
}

/** What somebody may decide on at this moment, and where to write to them; nothing to somebody who has been put out. */
export async function holdsToTell(manager: EntityManager, personId: number, now: Date): Promise<{ email: string | null; holds: HoldAsked[] }> {
  const person = await personNow(manager, personId, now);
  return person === null ? { email: null, holds: [] } : { email: person.email, holds: await holdsFor(person, now) };
}

/** The next digest that would tell of holds; null while none waits for anybody. */
export async function nextHoldRoundAt(manager: EntityManager, now: Date): Promise<Date | null> {
  const next = digestFrom(new Date(now.getTime() + 1));
  return (await peopleAroundHolds(manager, next, londonDate(next))).length > 0 ? next : null;
}
