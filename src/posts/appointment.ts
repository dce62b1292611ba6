import { transaction } from '../database/unit-of-work.js';
import { POSTS } from '../domain/agreement/roles.js';
import { addDays, type LocalDate } from '../domain/time/local-date.js';
import { londonDate } from '../domain/time/london.js';
import { conflict, invalid } from '../errors.js';
import { Person } from '../people/person.entity.js';
import { PostHolding } from '../people/post-holding.entity.js';
import type { SignedIn } from '../web/visitor.js';
import { changedFields } from './changed-person.js';
import type { AppointDto } from './posts.dto.js';
import { wasEverHeld } from '../people/ever-held.js';
import { isSameTeam } from '../domain/teams.js';

/** An authority, or a provider with the authority in whose area it is. */
export interface Organisation {
  authorityCode: string;
  providerId: number | null;
}

/** Somebody to be put into a post, checked. */
export interface Appointment {
  organisation: Organisation;
  dto: AppointDto;
  /** In lower case. */
  email: string;
  team: string | null;
  fromOn: LocalDate;
  /** Somebody of the organisation; null for a person to be added. */
  known: Person | null;
  /** Why another name or phone of somebody known takes the place of what is recorded; null where none does. */
  reason: string | null;
}

/** Where a post of the organisation, and a person of it, belongs. */
export const placeOf = ({ authorityCode, providerId }: Organisation): { authorityCode: string | null; providerId: number | null } =>
  providerId === null ? { authorityCode, providerId: null } : { authorityCode: null, providerId };

/** How far ahead somebody is named. */
export const MOST_DAYS_AHEAD = 366;

/** What stands against an appointment, before anything is written. Errors: INVALID (WRONG_POST, TOO_FAR, EMAIL_IN_USE; REASON_MISSING with what would change), ALREADY_IN_POST. */
export async function checkAppointment(actor: SignedIn, organisation: Organisation, dto: AppointDto, now: Date): Promise<Appointment> {
  const { manager } = transaction();
  const { post } = dto;
  if (POSTS[post].at !== (organisation.providerId === null ? 'authority' : 'provider')) {
    throw invalid([{ code: 'WRONG_POST', field: 'post', sentence: `This organisation has no post of ${POSTS[post].name}. Choose another.` }]);
  }
  const fromOn = dto.fromOn;
  if (fromOn > addDays(londonDate(now), MOST_DAYS_AHEAD)) throw invalid([{ code: 'TOO_FAR', field: 'fromOn', sentence: 'Name somebody at most a year ahead.' }]);
  const email = dto.email.toLowerCase();
  const known = await manager.findOneBy(Person, { email });
  const place = placeOf(organisation);
  if (known && !(known.active && known.authorityCode === place.authorityCode && known.providerId === place.providerId)) {
    throw invalid([{ code: 'EMAIL_IN_USE', field: 'email', sentence: 'This address cannot be used here. Give the direct address at this organisation.' }]);
  }
  const team = post === 'team-manager' ? (dto.team ?? null) : null;
  const held = known ? await manager.findBy(PostHolding, { personId: known.id }) : [];
  if (held.some((one) => wasEverHeld(one) && one.post === post && (one.team === team || isSameTeam(one.team, team)) && (one.untilOn === null || one.untilOn > fromOn))) throw conflict('ALREADY_IN_POST', `${known?.name} holds this post already.`);
  const isShown = known !== null && (held.some(wasEverHeld) || (actor.authorityCode === place.authorityCode && actor.providerId === place.providerId));
  return { organisation, dto, email, team, fromOn, known, reason: known && reasonToChange(known, dto, isShown) };
}

/**
 * Why what is recorded of somebody is overwritten; what was empty is added, not overwritten. What is recorded is said to whoever is of the organisation, or reads it among
 * its posts. Errors: INVALID (REASON_MISSING).
 */
function reasonToChange(known: Person, dto: AppointDto, isShown: boolean): string | null {
  const fields = changedFields(known, dto).filter((field) => known[field] !== null);
  if (fields.length === 0) return null;
  if (dto.reason !== undefined) return dto.reason;
  const changes = fields.map((field) => (isShown ? `the ${field} from ${known[field]} to ${dto[field]}` : `the ${field}`)).join(', and ');
  throw invalid([{ code: 'REASON_MISSING', field: 'reason', sentence: `Somebody with this address is recorded already, and this would change ${changes}. Say why, or give what is recorded: what was recorded is kept, with your reason.` }]);
}
