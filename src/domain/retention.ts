import { DAYS_AFTER_ENDING } from './relations.js';
import { birthday } from './time/academic-year.js';
import type { LocalDate } from './time/local-date.js';

/** How long each controller keeps what is its own: what is counted, how much unless it says otherwise, and how far it may go. */
export const RETENTION = {
  /** A home authority's care record: to the 75th birthday, the least that regulation 50 of the Care Planning Regulations 2010 allows. */
  authority: { title: 'The care record, until the birthday', unit: 'years', default: 75, least: 75, most: 100 },
  /** A provider's copy is its sight of the record that the home authority keeps. */
  provider: { title: 'What a provider sees after a placement ended', unit: 'days', default: DAYS_AFTER_ENDING, least: 1, most: DAYS_AFTER_ENDING },
} as const;
export type Controller = keyof typeof RETENTION;

/** One value of a controller's, from a day on. */
export interface RetentionChange {
  value: number;
  effectiveOn: LocalDate;
}

/** How long a controller keeps it, as it is on a day: of two for one day the later in the list counts. */
export function retentionOn(controller: Controller, changes: readonly RetentionChange[], on: LocalDate): number {
  const inForce = changes.filter(({ effectiveOn }) => effectiveOn <= on).sort((a, b) => a.effectiveOn.localeCompare(b.effectiveOn));
  return inForce.at(-1)?.value ?? RETENTION[controller].default;
}

/** The birthday to which a care record is kept: whoever was born on 29 February has theirs on 1 March where there is none. */
export const keptUntil = (bornOn: LocalDate, years: number): LocalDate => birthday(bornOn, years);

/** Something for which a record has to be kept whatever its age: a claim, an inquiry. */
export interface LegalHold {
  fromOn: LocalDate;
  /** The last day; null until somebody lifts it. */
  untilOn: LocalDate | null;
  liftedOn: LocalDate | null;
}

/** Whether a hold holds on a day; the day on which it is lifted it does no longer. */
export const holds = ({ fromOn, untilOn, liftedOn }: LegalHold, on: LocalDate): boolean => fromOn <= on && (untilOn === null || untilOn >= on) && (liftedOn === null || liftedOn > on);

/** What stands against erasing a record on a day; none is nothing. */
export function againstErasing({ keptUntilOn, legalHolds }: { keptUntilOn: LocalDate; legalHolds: readonly LegalHold[] }, today: LocalDate): ('NOT_DUE' | 'ON_HOLD')[] {
  return [...(keptUntilOn > today ? ['NOT_DUE' as const] : []), ...(legalHolds.some((one) => holds(one, today)) ? ['ON_HOLD' as const] : [])];
}
