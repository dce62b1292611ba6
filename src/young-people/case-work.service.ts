import { Injectable } from '@nestjs/common';
import { AuditService } from '../audit/audit.service.js';
import { inRole, transaction, UnitOfWork } from '../database/unit-of-work.js';
import { tracedAs } from '../domain/capacity.js';
import { can, type Action, type Actor, type CaseParties, type PlacementAction } from '../domain/permissions.js';
import type { LocalDate } from '../domain/time/local-date.js';
import { londonDate } from '../domain/time/london.js';
import { DutiesService } from '../duties/duties.service.js';
import { changedSince, notAllowed, notFound } from '../errors.js';
import { loadCaseParties } from './case-parties.js';
import { SIGHT } from './case-sight.service.js';
import { YoungPerson } from './young-person.entity.js';

/** A case somebody has opened and may work on, within the running transaction. */
export interface OpenCase {
  youngPerson: YoungPerson;
  parties: CaseParties;
  now: Date;
  /** Today in Europe/London. */
  today: LocalDate;
}

/** What the policy is asked for somebody to read: the full view of the case, or this. */
export interface Question {
  action: Action;
  /** The placement it is about, where it is about one. */
  placementId?: number;
}

/** What a change is called in the policy and in the trail. What is done about a placement names it. */
export type Change = {
  /** `placement-17`, `risk-notice-9` … */
  subject?: string;
  /** Names of the fields recorded. */
  fields?: string[];
  /** What the trail calls it, where that is more than the policy asks about. */
  trail?: string;
} & ({ action: Exclude<Action, PlacementAction>; placementId?: number | MaybePlacementOf } | { action: PlacementAction; placementId: number | PlacementOf });

/** Finds the placement in the opened case, where the change names something that hangs on it. Errors: NOT_FOUND. */
type PlacementOf = (opened: OpenCase) => Promise<number>;

/** The same, where what it hangs on may be the case itself. */
type MaybePlacementOf = (opened: OpenCase) => Promise<number | undefined>;

/** `risk-notice.report`: report the risk notice. */
export function actInWords(action: Action): string {
  const [noun = '', verb = ''] = action.split('.').map((word) => word.replaceAll('-', ' '));
  return `${verb} the ${noun}`;
}

/** Asks the policy. Errors: NOT_ALLOWED; NOT_FOUND for a placement of another case. */
function ask(actor: Actor, { action, placementId }: Question, { parties, today }: OpenCase): void {
  if (!can(actor, action, parties, today)) throw notAllowed(actInWords(action));
  if (placementId === undefined) return;
  if (!parties.placements.some(({ id }) => id === placementId)) throw notFound('placement');
  if (!can(actor, action, parties, today, placementId)) throw notAllowed(actInWords(action));
}

/**
 * The one way to a case: opens it for a person, asks the policy, and for a change writes fact, trail and duties together.
 * A case the person has no part in answers NOT_FOUND, exactly as one that does not exist.
 */
@Injectable()
export class CaseWork {
  constructor(
    private readonly unitOfWork: UnitOfWork,
    private readonly audit: AuditService,
    private readonly duties: DutiesService,
  ) {}

  /**
   * Opens a case to read it, all of it where `question` does not say otherwise; that somebody looked is part of its trail.
   * Errors: NOT_FOUND, NOT_ALLOWED.
   */
  async read<T>(actor: Actor, reference: string, work: (opened: OpenCase) => Promise<T>, question: Question = { action: 'case.read' }): Promise<T> {
    return this.unitOfWork.run(async () => {
      const opened = await this.open(actor, reference);
      ask(actor, question, opened);
      await this.audit.record(actor.personId, { name: 'case.read', caseId: opened.youngPerson.id, ...tracedAs(actor, question.action, opened.parties, opened.today) });
      return work(opened);
    });
  }

  /**
   * Records facts on a case: `work` writes them, then the case's duties are derived again, in one transaction.
   * Errors: NOT_FOUND, NOT_ALLOWED, and what `work` refuses.
   */
  async change<T>(actor: Actor, reference: string, change: Change, work: (opened: OpenCase) => Promise<T>): Promise<T> {
    return this.unitOfWork.run(async ({ manager }) => {
      const opened = await this.open(actor, reference, true);
      const { youngPerson } = opened;
      // The trace first: without it the database shows and takes nothing of the case. A refusal takes it along.
      await this.audit.record(actor.personId, {
        name: change.trail ?? change.action,
        caseId: youngPerson.id,
        subject: change.subject ?? null,
        fields: change.fields ?? [],
        ...tracedAs(actor, change.action, opened.parties, opened.today),
      });
      ask(actor, { action: change.action }, opened);
      const placementId = typeof change.placementId === 'function' ? await change.placementId(opened) : change.placementId;
      ask(actor, { action: change.action, placementId }, opened);
      const result = await work(opened);
      await inRole('engine', () => manager.increment(YoungPerson, { id: youngPerson.id }, 'version', 1));
      youngPerson.version += 1;
      await this.duties.rederive([youngPerson.id]);
      return result;
    });
  }

  /**
   * Holds the case, until the running transaction ends, at the version that a change is meant for; null is any version.
   * Errors: NOT_FOUND, CHANGED_SINCE.
   */
  async expectVersion(actor: Actor, reference: string, version: number | null): Promise<void> {
    if (version === null) return;
    const { youngPerson } = await this.open(actor, reference, true);
    if (youngPerson.version !== version) throw changedSince('case');
  }

  private async open(actor: Actor, reference: string, forChange = false): Promise<OpenCase> {
    const { youngPerson, parties, now } = await inRole('engine', () => this.find(reference, forChange));
    const today = londonDate(now);
    if (!SIGHT.some((action) => can(actor, action, parties, today))) throw notFound('case');
    return { youngPerson, parties, now, today };
  }

  /** Who has a part in a case has to be known before it is known who may see it: the policy is asked of it at once. */
  private async find(reference: string, forChange: boolean): Promise<Pick<OpenCase, 'youngPerson' | 'parties' | 'now'>> {
    const { manager, nowThatLocked } = transaction();
    const youngPerson = await manager.findOne(YoungPerson, {
      where: { reference },
      ...(forChange ? { lock: { mode: 'for_no_key_update' as const } } : {}),
    });
    if (!youngPerson || youngPerson.erasedAt !== null) throw notFound('case');
    const now = forChange ? await nowThatLocked() : transaction().now;
    return { youngPerson, parties: await loadCaseParties(manager, youngPerson.id, now), now };
  }
}
