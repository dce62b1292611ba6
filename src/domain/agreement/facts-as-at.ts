import { startOfDay } from '../time/london.js';
import type { LocalDate } from '../time/local-date.js';
import type { CaseFacts, EmergencyFact, KeyWorkerFact, PlacementFact, RiskNoticeFact } from './facts.js';

/** What had happened by an instant, and the next instant at which something already written down will happen; null if nothing. */
export interface FactsAsAt {
  facts: CaseFacts;
  nextAt: Date | null;
}

/**
 * The facts that have happened by now: a planned end, a start next week, an ending dated tomorrow do not act yet. The law
 * looks at nothing else, so that its answer can change with time only at `nextAt`. A day has happened from its first
 * instant on. Plans (`startsOn`, `endsOn`) are kept as they are.
 */
export function factsAsAt(facts: CaseFacts, now: Date): FactsAsAt {
  const horizon = new Horizon(now);
  return {
    facts: {
      youngPerson: facts.youngPerson,
      keyWorkers: facts.keyWorkers.filter((row) => horizon.past(row.fromAt)).map((row) => keyWorkerAsAt(row, horizon)),
      placements: facts.placements.filter((row) => horizon.pastDay(row.agreedOn)).map((row) => placementAsAt(row, horizon)),
      emergencies: facts.emergencies.filter((row) => horizon.past(row.raisedAt)).map((row) => emergencyAsAt(row, horizon)),
      releases: facts.releases.filter((row) => horizon.past(row.releasedAt)),
      records: facts.records.filter((row) => horizon.pastDay(row.on)),
    },
    nextAt: horizon.nextAt,
  };
}

/** Sorts instants into past and future, and keeps the earliest of the future. */
class Horizon {
  nextAt: Date | null = null;

  constructor(private readonly now: Date) {}

  past(at: Date): boolean {
    if (at <= this.now) return true;
    if (this.nextAt === null || at < this.nextAt) this.nextAt = at;
    return false;
  }

  pastDay(on: LocalDate): boolean {
    return this.past(startOfDay(on));
  }

  pastOrNull(at: Date | null): Date | null {
    return at !== null && this.past(at) ? at : null;
  }
}

function keyWorkerAsAt(row: KeyWorkerFact, horizon: Horizon): KeyWorkerFact {
  return {
    ...row,
    untilAt: horizon.pastOrNull(row.untilAt),
    authorityToActConfirmedAt: horizon.pastOrNull(row.authorityToActConfirmedAt),
    contactChecks: (row.contactChecks ?? []).filter(({ sinceOn }) => horizon.pastDay(sinceOn)).map((check) => ({ ...check, clearedOn: check.clearedOn !== null && horizon.pastDay(check.clearedOn) ? check.clearedOn : null })),
  };
}

function placementAsAt(row: PlacementFact, horizon: Horizon): PlacementFact {
  return {
    ...row,
    ending: row.ending !== null && horizon.pastDay(row.ending.endedOn) ? { ...row.ending, statutoryEmails: row.ending.statutoryEmails.filter((email) => horizon.past(email.sentAt)) } : null,
    plans: row.plans.map((plan) => ({
      ...plan,
      agreedAt: {
        keyWorker: horizon.pastOrNull(plan.agreedAt.keyWorker),
        designatedPerson: horizon.pastOrNull(plan.agreedAt.designatedPerson),
        youngPerson: horizon.pastOrNull(plan.agreedAt.youngPerson),
      },
    })),
    reviews: row.reviews.filter((review) => horizon.pastDay(review.heldOn)),
    riskNotices: row.riskNotices.filter((notice) => horizon.past(notice.occurredAt)).map((notice) => noticeAsAt(notice, horizon)),
    keyWorkerNotices: row.keyWorkerNotices.map((notice) => ({
      ...notice,
      sentAt: horizon.pastOrNull(notice.sentAt),
      acknowledgedAt: horizon.pastOrNull(notice.acknowledgedAt),
    })),
  };
}

function noticeAsAt(row: RiskNoticeFact, horizon: Horizon): RiskNoticeFact {
  return {
    ...row,
    calls: row.calls.filter((call) => horizon.past(call.calledAt)),
    emails: row.emails.filter((email) => horizon.past(email.sentAt)),
    statutoryEmails: row.statutoryEmails.filter((email) => horizon.past(email.sentAt)),
    acknowledgements: row.acknowledgements.filter((ack) => horizon.past(ack.acknowledgedAt)),
    meetings: row.meetings.filter((meeting) => horizon.pastDay(meeting.heldOn)),
  };
}

function emergencyAsAt(row: EmergencyFact, horizon: Horizon): EmergencyFact {
  return { ...row, respondedAt: horizon.pastOrNull(row.respondedAt) };
}
