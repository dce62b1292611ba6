import type { LocalDate } from '../time/local-date.js';
import { londonDate, startOfDay } from '../time/london.js';
import { CLAUSES } from './clauses.js';
import { doneAt, endingLimit, meetingLimit, riskNoticeLimit, statutoryNoticeLimit, type Done } from './due.js';
import { careersAdviceDuties } from './careers-advice.js';
import { endingThatClosesProcedure } from './ending-that-closes.js';
import { ENDINGS, STATUTORY_RECIPIENTS, type CaseFacts, type MeetingFact, type PlacementFact, type RiskNoticeFact, type StatutoryEmail, type StatutoryRecipient } from './facts.js';
import { legDoneAt, meetingsHeld, RISK_LEGS } from './risk-procedure.js';
import { ROLES } from './roles.js';
import type { Law } from './law.js';
import { returnDuties } from './learner-returns.js';
import { workingDaysAfterLimit } from './limits.js';
import { employerDuties, placementDuties } from './provider-placement.js';
import { duty } from './recorded.js';
import type { ClosedBy, OwedDuty } from './settle.js';
import { terminationBlockers } from './termination-blockers.js';

/** What the provider owes alone: EP3, EP4, EP7, EP10, EP11 with its four legs, EP11M, EP11S, EP12 to EP15. The facts are those of now (`factsAsAt`). */
export function providerDuties(facts: CaseFacts, law: Law): OwedDuty[] {
  const ofPlacements = facts.placements.flatMap((placement) => [
    ...placementDuties(placement, facts, law),
    ...careersAdviceDuties(placement, facts, law),
    ...returnDuties(placement, facts, law),
    ...placement.riskNotices.flatMap((notice) => [
      ...fourLegs(placement, notice),
      ...professionalsMeetings(placement, notice, law),
    ]),
    ...statutoryNotices(placement),
    ...endingByProvider(placement),
  ]);
  return [...ofPlacements, ...employerDuties(facts)];
}

/** EP11: the key worker and the key contact, each by phone and by e-mail. */
function fourLegs(placement: PlacementFact, notice: RiskNoticeFact): OwedDuty[] {
  return RISK_LEGS.map(({ channel, to }) => {
    const at = legDoneAt(notice, to, channel);
    return {
      key: `EP11/notice-${notice.id}/${channel}/${to}`,
      clause: 'EP11',
      owedBy: [...CLAUSES.EP11.owedBy],
      owedTo: ROLES[to].name,
      placementId: placement.id,
      signedBy: null,
      opensAt: notice.occurredAt,
      ...riskNoticeLimit(londonDate(notice.occurredAt)),
      done: at && doneAt(at),
      closedBy: endingThatClosesProcedure(placement.ending),
    };
  });
}

/** EP11S: statutory guidance on suspension and exclusion binds schools, and so their sixth forms alone; a permanent exclusion is told of whatever came before it. */
function statutoryNotices(placement: PlacementFact): OwedDuty[] {
  const { ending, riskNotices, providerType } = placement;
  if (providerType !== 'school-sixth-form') return [];
  const told = (about: string, opens: Date, emails: readonly StatutoryEmail[], closedBy: ClosedBy | null): OwedDuty[] =>
    (Object.keys(STATUTORY_RECIPIENTS) as StatutoryRecipient[]).map((to) => {
      const sentAt = emails.filter((email) => email.to === to).map((email) => email.sentAt.getTime());
      const done = sentAt.length > 0 ? doneAt(new Date(Math.min(...sentAt))) : null;
      return duty({ key: `EP11S/${about}/${to}`, clause: 'EP11S', owedTo: ROLES[to].name, placementId: placement.id, opens, limit: statutoryNoticeLimit(londonDate(opens)), done, closedBy });
    });
  return [
    ...riskNotices
      .filter(({ kind }) => kind === 'suspended' || kind === 'fixed-term-exclusion')
      .flatMap(({ id, occurredAt, statutoryEmails }) => told(`notice-${id}`, occurredAt, statutoryEmails, endingThatClosesProcedure(ending))),
    ...(ending?.kind === 'permanently-excluded' ? told(`ending-${ending.id}`, startOfDay(ending.endedOn), ending.statutoryEmails, null) : []),
  ];
}

/** EP11M: called as soon as the notice is owed; a meeting that decides to meet again opens the next one. */
function professionalsMeetings(placement: PlacementFact, notice: RiskNoticeFact, law: Law): OwedDuty[] {
  const held = meetingsHeld(notice);
  const row = { clause: 'EP11M' as const, placementId: placement.id, closedBy: endingThatClosesProcedure(placement.ending) };
  const days = (on: LocalDate): number => law.settings(on).professionalsMeetingWorkingDays;
  const doneBy = (meeting: MeetingFact | undefined): Done | null => (meeting ? { on: meeting.heldOn, at: null } : null);
  const occurredOn = londonDate(notice.occurredAt);
  return [
    duty({ ...row, key: `EP11M/notice-${notice.id}`, opens: notice.occurredAt, limit: meetingLimit(occurredOn, days(occurredOn), law.calendar), done: doneBy(held[0]) }),
    ...held.flatMap(({ id, heldOn, outcome }, index) => {
      const limit = workingDaysAfterLimit(heldOn, days(heldOn), "the professionals' meeting that decided to meet again", law.calendar);
      return outcome === 'meets-again' ? [duty({ ...row, key: `EP11M/notice-${notice.id}/after-meeting-${id}`, opens: heldOn, limit, done: doneBy(held[index + 1]) })] : [];
    }),
  ];
}

/** EP12: owed where the provider ended it; whether that was a breach follows from what had been done by its day. A breach stays open until someone with the right to says why it is no longer owed. */
function endingByProvider(placement: PlacementFact): OwedDuty[] {
  const { ending } = placement;
  if (ending === null || !ENDINGS[ending.kind].byProvider) return [];
  const isBreach = terminationBlockers(placement, ending.endedOn).length > 0;
  return [
    {
      key: `EP12/placement-${placement.id}`,
      clause: 'EP12',
      owedBy: [...CLAUSES.EP12.owedBy],
      owedTo: CLAUSES.EP12.owedTo,
      placementId: placement.id,
      signedBy: null,
      opensAt: startOfDay(ending.endedOn),
      ...endingLimit(ending.endedOn, isBreach),
      done: isBreach ? null : { on: ending.endedOn, at: null },
      closedBy: null,
    },
  ];
}
