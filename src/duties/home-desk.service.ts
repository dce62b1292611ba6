import { Injectable } from '@nestjs/common';
import { uncoveredPart } from '../absences/absences.service.js';
import { approvalsPart, type NamedApproval } from '../approvals/approvals.service.js';
import { AuditService } from '../audit/audit.service.js';
import { calendarEndPart } from '../bank-holidays/calendar-end.js';
import { readTogether, without } from '../database/read-together.js';
import { inRole, UnitOfWork } from '../database/unit-of-work.js';
import { isOfPosts, type DutyScope } from '../domain/duty-scopes.js';
import { londonDate } from '../domain/time/london.js';
import { queueCountsPart } from '../escalations/escalation-queue.service.js';
import { holdsPart } from '../holds/waiting-holds.js';
import { longWorkPart } from '../long-work/long-work.service.js';
import { ownPostsPart } from '../people/own-posts.js';
import { awaitingNoticesPart } from '../posts/designated-person-notices.service.js';
import { unreachedPart } from '../posts/unreached-contacts.js';
import type { SignedIn } from '../web/visitor.js';
import { awaitingDecisions, awaitingPart } from './awaiting-decision.js';
import { dutiesPart, type DutyFilter } from './duty-list.service.js';

/** The first page in two statements: what its reader sees, and what only the system knows to wait for them (docs/decisions/0025-one-statement-a-page.md). */
@Injectable()
export class HomeDesk {
  constructor(
    private readonly unitOfWork: UnitOfWork,
    private readonly audit: AuditService,
  ) {}

  /** All that it shows, with one page of duties; the queue of whoever has one. That each case stood there is in the trail. */
  async open(actor: SignedIn, filter: DutyFilter, after: string | null, limit: number, hasQueue: boolean) {
    return this.unitOfWork.run(async ({ now }) => {
      const duties = { list: dutiesPart(actor, filter, after, limit, now), queue: hasQueue ? queueCountsPart(actor, now) : without(null) };
      const { approvals, ...seen } = await readTogether({ ...duties, ...besideDuties(actor) });
      return inRole('engine', async () => {
        const known = await waitingFor(actor, approvals, now);
        await this.audit.recordList(actor, 'duties', seen.list.items.map(({ caseReference }) => caseReference));
        return { ...seen, ...known };
      });
    });
  }

  /** The same in numbers, those of a scope beside all of them: no young person's name. */
  async count(actor: SignedIn, scope: DutyScope) {
    return this.unitOfWork.run(async ({ now }) => {
      const counted = (of: DutyScope) => dutiesPart(actor, { scope: of }, null, 0, now);
      const duties = { all: counted('all'), mine: counted('mine'), ofScope: isOfPosts(scope) ? counted(scope) : without(null), queue: queueCountsPart(actor, now) };
      const { approvals, ...seen } = await readTogether({ ...duties, ...besideDuties(actor) });
      return { ...seen, ...(await inRole('engine', () => waitingFor(actor, approvals, now))) };
    });
  }
}

const besideDuties = (actor: SignedIn) => ({ approvals: approvalsPart(actor), longWork: longWorkPart(actor), unreached: unreachedPart(actor) });

/** What waits for somebody's word, or for somebody to take a part that nobody has. */
async function waitingFor(actor: SignedIn, approvals: readonly NamedApproval[], now: Date) {
  const found = await readTogether({
    own: ownPostsPart(actor, londonDate(now)),
    ofAuthority: awaitingPart(actor),
    holds: holdsPart(actor, now),
    awaiting: awaitingNoticesPart(actor, now),
    calendar: calendarEndPart(actor, now),
    uncovered: uncoveredPart(actor, now),
  });
  return { decisions: awaitingDecisions(actor, found.ofAuthority, found.holds(found.own), approvals), awaiting: found.awaiting, bankHolidaysEndOn: found.calendar, uncovered: found.uncovered(found.own) };
}
