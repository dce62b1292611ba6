import { lastDay, type Done } from './due.js';
import type { CaseFacts, PlacementFact } from './facts.js';
import { isNamedOn } from './key-worker-cover.js';
import type { Law } from './law.js';
import { byStartLimit, daysAfterLimit } from './limits.js';
import { about, duty, endOfItsPlacement, firstOn, ofPlacement, recorded } from './recorded.js';
import { ENTITLEMENTS } from './records/provider.js';
import type { RecordFact } from './records.js';
import { endOf, type OwedDuty } from './settle.js';

/** What a provider owes because somebody has a placement there: EP3, EP4, EP7, EP10. */
export function placementDuties(placement: PlacementFact, { records, keyWorkers }: CaseFacts, law: Law): OwedDuty[] {
  const own = records.filter(ofPlacement(placement));
  const settings = law.settings(placement.startsOn);
  const row = { placementId: placement.id, opens: placement.agreedOn, closedBy: endOf(placement.ending) };
  const key = `placement-${placement.id}`;
  return [
    duty({ ...row, key: `EP3/${key}/pre-entry`, clause: 'EP3', limit: byStartLimit(placement.startsOn), done: firstOn(own, 'visit', isVisit('pre-entry')) }),
    duty({ ...row, key: `EP3/${key}/post-entry`, clause: 'EP3', limit: daysAfterLimit(placement.startsOn, settings.postEntryVisitDays, 'the start'), done: firstOn(own, 'visit', isVisit('post-entry', placement.startsOn)) }),
    duty({ ...row, key: `EP4/${key}`, clause: 'EP4', opens: placement.startsOn, limit: daysAfterLimit(placement.startsOn, settings.adviceDays, 'the start'), done: advisedAndChecked(own) }),
    duty({ ...row, key: `EP7/${key}`, clause: 'EP7', limit: byStartLimit(placement.startsOn), done: firstOn(own, 'contact-card-acknowledged', ({ on, details }) => details.keyContactNamed === true && isNamedOn(keyWorkers, on)) }),
    duty({ ...row, key: `EP10/${key}`, clause: 'EP10', limit: daysAfterLimit(placement.startsOn, settings.mentorDays, 'the start'), done: firstOn(own, 'mentor-introduced') }),
  ];
}

/** EP13: the employer agrees to support the agreement, by the day on which it takes part. */
export function employerDuties({ records, placements }: CaseFacts): OwedDuty[] {
  return recorded(records, 'employer').map((employer) =>
    duty({
      key: `EP13/employer-${employer.id}`,
      clause: 'EP13',
      placementId: employer.placementId,
      opens: employer.on,
      limit: lastDay(String(employer.details.startsOn), 'By the day on which the employer takes part'),
      done: firstOn(records, 'employer-agreement', about(employer)),
      closedBy: endOfItsPlacement(employer, placements),
    }),
  );
}

/** EP3: a visit after the start is one on that day or later. */
const isVisit = (moment: string, from = '') => ({ on, details }: RecordFact): boolean => details.moment === moment && on >= from;

/** EP4: the last of the advice and of the first word on each entitlement; null while one is missing. */
function advisedAndChecked(own: readonly RecordFact[]): Done | null {
  const parts = [
    firstOn(own, 'advice-given'),
    ...Object.keys(ENTITLEMENTS).map((entitlement) => firstOn(own, 'entitlement', ({ details }) => details.entitlement === entitlement)),
  ];
  return parts.reduce((last, part) => (last === null || part === null ? null : part.on > last.on ? part : last));
}
