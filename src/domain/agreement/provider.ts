import { londonDate, startOfDay } from '../time/london.js';
import type { Calendar } from '../time/working-days.js';
import { CLAUSES } from './clauses.js';
import { doneAt, endingLimit, meetingLimit, riskNoticeLimit } from './due.js';
import { ENDINGS, type CaseFacts, type EndingFact, type PlacementFact, type RiskNoticeFact } from './facts.js';
import { legDoneAt, meetingHeldOn, RISK_LEGS } from './risk-procedure.js';
import { ROLES } from './roles.js';
import type { Settings } from './settings.js';
import type { OwedDuty } from './settle.js';

/** What the provider owes alone: EP11 with its four legs, EP11M, EP12. The facts are those of now (`factsAsAt`). */
export function providerDuties(facts: CaseFacts, settings: Settings, calendar: Calendar): OwedDuty[] {
  return facts.placements.flatMap((placement) => [
    ...placement.riskNotices.flatMap((notice) => [
      ...fourLegs(placement, notice),
      professionalsMeeting(placement, notice, settings, calendar),
    ]),
    ...endingByProvider(placement),
  ]);
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
      opensAt: notice.occurredAt,
      ...riskNoticeLimit(londonDate(notice.occurredAt)),
      done: at && doneAt(at),
      closedBy: endingThatCloses(placement.ending),
    };
  });
}

/** EP11M: called as soon as the notice is owed. */
function professionalsMeeting(placement: PlacementFact, notice: RiskNoticeFact, settings: Settings, calendar: Calendar): OwedDuty {
  const on = meetingHeldOn(notice);
  return {
    key: `EP11M/notice-${notice.id}`,
    clause: 'EP11M',
    owedBy: [...CLAUSES.EP11M.owedBy],
    owedTo: CLAUSES.EP11M.owedTo,
    placementId: placement.id,
    opensAt: notice.occurredAt,
    ...meetingLimit(londonDate(notice.occurredAt), settings, calendar),
    done: on === null ? null : { on, at: null },
    closedBy: endingThatCloses(placement.ending),
  };
}

/** EP12: owed where the provider ended it. A breach stays open until someone with the right to says why it is no longer owed. */
function endingByProvider(placement: PlacementFact): OwedDuty[] {
  const { ending } = placement;
  if (ending === null || !ENDINGS[ending.kind].byProvider) return [];
  return [
    {
      key: `EP12/placement-${placement.id}`,
      clause: 'EP12',
      owedBy: [...CLAUSES.EP12.owedBy],
      owedTo: CLAUSES.EP12.owedTo,
      placementId: placement.id,
      opensAt: startOfDay(ending.endedOn),
      ...endingLimit(ending.endedOn, ending.breach),
      done: ending.breach ? null : { on: ending.endedOn, at: null },
      closedBy: null,
    },
  ];
}

/** A provider cannot end the procedure by ending the placement. */
function endingThatCloses(ending: EndingFact | null): EndingFact | null {
  return ending !== null && ENDINGS[ending.kind].byProvider ? null : ending;
}
