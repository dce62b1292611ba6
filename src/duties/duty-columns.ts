import type { ScheduledDuty } from '../domain/agreement/actions.js';
import type { Due, Duty, Outcome } from '../domain/agreement/duty.js';
import { startOfDay } from '../domain/time/london.js';
import type { DutyRow } from './duty.entity.js';

/** The columns of a duty that the law decides. */
export type DerivedColumns = Omit<DutyRow, 'id' | 'scheduleVersion' | 'knownAt' | 'nextActionAt'>;

/** Whose a duty is: one of the three. */
export type Whose = Partial<Pick<DutyRow, 'caseId' | 'providerId' | 'authorityCode'>>;

export function toColumns(whose: Whose, duty: Duty): DerivedColumns {
  const { due, outcome } = duty;
  return {
    key: duty.key,
    caseId: null,
    providerId: null,
    authorityCode: null,
    ...whose,
    placementId: duty.placementId,
    signedBy: duty.signedBy,
    clause: duty.clause,
    owedBy: duty.owedBy,
    owedTo: duty.owedTo,
    opensAt: duty.opensAt,
    dueOn: due.kind === 'day' ? due.on : null,
    dueAt: due.kind === 'instant' ? due.at : null,
    missedFrom: due.kind === 'not known' ? null : due.missedFrom,
    preferredFrom: duty.preferred?.from ?? null,
    preferredTo: duty.preferred?.to ?? null,
    targetOn: duty.targetOn,
    why: duty.why,
    outcome: outcome.kind,
    metOn: outcome.kind === 'met' ? outcome.on : null,
    metAt: outcome.kind === 'met' ? outcome.at : null,
    because: outcome.kind === 'no longer owed' ? outcome.because : null,
    late: outcome.kind !== 'open' && outcome.late,
    heldUntil: duty.hold?.until ?? null,
  };
}

function dueOf(row: DutyRow): Due {
  if (row.missedFrom === null) return { kind: 'not known', why: row.why };
  if (row.dueOn !== null) return { kind: 'day', on: row.dueOn, missedFrom: row.missedFrom };
  return { kind: 'instant', at: row.dueAt ?? row.missedFrom, missedFrom: row.missedFrom };
}

function outcomeOf(row: DutyRow): Outcome {
  if (row.outcome === 'open') return { kind: 'open' };
  if (row.outcome === 'met') return { kind: 'met', on: row.metOn ?? '', at: row.metAt, late: row.late };
  return { kind: 'no longer owed', because: row.because ?? '', late: row.late };
}

/** A stored duty as the law of reminders and escalation reads it. */
export function toScheduled(row: DutyRow): ScheduledDuty {
  return { key: row.key, clause: row.clause, owedBy: row.owedBy, opensAt: row.opensAt, due: dueOf(row), targetOn: row.targetOn, outcome: outcomeOf(row), knownAt: row.knownAt, heldUntil: row.heldUntil === null ? null : startOfDay(row.heldUntil) };
}

const SCHEDULE = ['opensAt', 'dueOn', 'dueAt', 'missedFrom'] as const;

/** Whether the due time moved: a moved duty gets its reminders anew, under the next schedule version. */
export const scheduleMoved = (row: DutyRow, columns: DerivedColumns): boolean => SCHEDULE.some((name) => !same(row[name], columns[name]));

/** The names of the columns in which a stored duty differs from what the law derives now. */
export const differences = (row: DutyRow, columns: DerivedColumns): string[] =>
  (Object.keys(columns) as (keyof DerivedColumns)[]).filter((name) => !same(row[name], columns[name]));

function same(one: unknown, other: unknown): boolean {
  if (one instanceof Date && other instanceof Date) return one.getTime() === other.getTime();
  if (Array.isArray(one) && Array.isArray(other)) return one.length === other.length && one.every((item, index) => item === other[index]);
  return one === other;
}
