import { addHours, londonDate } from '../time/london.js';
import { addWorkingDays, type Calendar } from '../time/working-days.js';
import type { Action, ScheduledDuty } from './actions.js';
import { deliveryOf, type ClauseId } from './clauses.js';
import { ROLES, type Role } from './roles.js';
import type { Settings } from './settings.js';
import { actedOnFrom, digestAt, notBefore, sendingTime } from './sending-time.js';

/** How long after level 1 a level comes: working days (at 08:00), elapsed hours, or with it. */
type Delay = { workingDays: number } | { hours: number } | 'at once';

interface Rung {
  level: 1 | 2 | 3;
  after: Delay;
  to: readonly Role[];
}

/** What follows level 1. */
const ladder = (level2: Delay, level3: Delay, level2To: readonly Role[] = ['virtual-head']): readonly Rung[] => [
  { level: 2, after: level2, to: level2To },
  { level: 3, after: level3, to: ['director'] },
];

type Ladder = (settings: Settings) => readonly Rung[];

const ORDINARY: Ladder = ({ levelTwoWorkingDays, levelThreeWorkingDays }) => ladder({ workingDays: levelTwoWorkingDays }, { workingDays: levelThreeWorkingDays });
const RISK: Ladder = ({ riskLevelTwoWorkingDays, urgentLevelThreeWorkingDays }) => ladder({ workingDays: riskLevelTwoWorkingDays }, { workingDays: urgentLevelThreeWorkingDays });

/** The register's table of levels, where it is not the ordinary one. EP12 goes straight to the Virtual Heads of both authorities. */
const LADDERS: Partial<Record<ClauseId, Ladder>> = {
  EP11: RISK,
  EP11S: RISK,
  KW8: ({ emergencyLevelTwoHours, urgentLevelThreeWorkingDays }) => ladder({ hours: emergencyLevelTwoHours }, { workingDays: urgentLevelThreeWorkingDays }),
  EP12: ({ urgentLevelThreeWorkingDays }) => ladder('at once', { workingDays: urgentLevelThreeWorkingDays }, ['virtual-head', 'local-virtual-head']),
};

/**
 * The levels of a missed duty: `at` is when it enters the escalation queue or rises in it, `sendAt` when the message goes.
 * They are counted from when it was missed, from when the system could first know that, or from the end of a hold. A level whose working days lie
 * past the known bank holidays is not in the list; `allKnown` is false then.
 */
export function escalationLevels(duty: ScheduledDuty, calendar: Calendar, settings: Settings): { levels: Action[]; allKnown: boolean } {
  if (duty.due.kind === 'not known') return { levels: [], allKnown: true };
  const missedAt = notBefore(duty.due.missedFrom, actedOnFrom(duty));
  const rungs: Rung[] = [{ level: 1, after: 'at once', to: level1Recipients(duty) }, ...(LADDERS[duty.clause] ?? ORDINARY)(settings)];
  const levels = rungs.flatMap(({ level, after, to }) => {
    const at = afterLevel1(missedAt, after, calendar);
    return at === null ? [] : [levelAction(duty, level, at, to)];
  });
  return { levels, allKnown: levels.length === rungs.length };
}

function levelAction(duty: ScheduledDuty, level: Action['level'], at: Date, to: readonly Role[]): Action {
  const delivery = deliveryOf(duty.clause);
  return { stage: `level-${level}`, kind: 'level', level, at, sendAt: sendingTime(delivery, at), recipients: [...to], delivery };
}

/** Who owes it, their managers, and the home authority's key contact: each once. */
function level1Recipients({ owedBy }: ScheduledDuty): Role[] {
  const managers = owedBy.map((role) => ROLES[role].manager).filter((manager) => manager !== null);
  return [...new Set<Role>([...owedBy, ...managers, 'key-contact'])];
}

function afterLevel1(missedAt: Date, after: Delay, calendar: Calendar): Date | null {
  if (after === 'at once') return missedAt;
  if ('hours' in after) return addHours(missedAt, after.hours);
  const result = addWorkingDays(londonDate(missedAt), after.workingDays, calendar);
  return result.known ? digestAt(result.on) : null;
}
