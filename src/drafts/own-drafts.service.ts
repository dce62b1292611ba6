import { randomUUID } from 'node:crypto';
import { Injectable } from '@nestjs/common';
import { inRole, transaction, UnitOfWork } from '../database/unit-of-work.js';
import type { Actor } from '../domain/permissions.js';
import { changedSince, Refusal } from '../errors.js';
import { CaseWork } from '../young-people/case-work.service.js';
import type { DraftFields, KeptDraft } from './draft.entity.js';
import { Drafts } from './drafts.service.js';
import { isKept, keptOf, marksOf } from './what-is-kept.js';

/** A page about a case that names it, and those about something of a case, by the table that it is in. */
const REFERENCE = /\bLS-[A-Z0-9]{6}\b/;
const OF_A_CASE: readonly [page: RegExp, table: string][] = [
  [/^\/escalations\/(\d{1,9})(?=[/?]|$)/, 'escalation'],
  [/^\/emergency-access\/(\d{1,9})(?=[/?]|$)/, 'emergency_access'],
  [/^\/own-files\/(\d{1,9})(?=[/?]|$)/, 'subject_request'],
];

/** Drafts as a program has them: by the rules of the pages that keep them, each by its number. */
@Injectable()
export class OwnDrafts {
  constructor(
    private readonly unitOfWork: UnitOfWork,
    private readonly drafts: Drafts,
    private readonly cases: CaseWork,
  ) {}

  /** All that somebody began and has not sent, the latest first. */
  list({ personId }: Actor): Promise<KeptDraft[]> {
    return this.drafts.listAll(personId);
  }

  /**
   * What somebody typed. A form holds what its page filled in as well: what is about a case is read by whoever may open the case still, and is a look at it, as its page is.
   * Errors: NOT_FOUND.
   */
  async read(actor: Actor, id: number): Promise<KeptDraft> {
    return this.unitOfWork.run(async () => {
      const { page } = await this.drafts.read(actor.personId, id);
      const reference = actor.ownCaseId === null ? await caseOf(page) : null;
      if (reference !== null) await this.cases.read(actor, reference, () => Promise.resolve(), { action: 'case.read-limited' });
      return this.drafts.read(actor.personId, id);
    });
  }

  /** Keeps a form that somebody begins. Errors: NOTHING_TO_KEEP (422). */
  async begin(actor: Actor, form: { page: string; action: string; fields: unknown }): Promise<KeptDraft> {
    return this.unitOfWork.run(async () => {
      const { page, action } = marksOf({ _page: form.page, _action: form.action });
      if (page === null || action === null || !isKept(page) || !isKept(action)) throw nothingToKeep();
      const tab = randomUUID();
      await this.drafts.save(actor.personId, { tab, version: 0, page, action, fields: typed(form.fields) });
      return this.drafts.readOfTab(actor.personId, tab);
    });
  }

  /** Goes on with one, from the version that was read; null is whichever there is. Errors: NOT_FOUND, CHANGED_SINCE (412), NOTHING_TO_KEEP (422). */
  async goOn(actor: Actor, id: number, version: number | null, fields: unknown): Promise<KeptDraft> {
    return this.unitOfWork.run(async () => {
      await this.drafts.oneAtATime(actor.personId);
      const draft = await this.drafts.read(actor.personId, id);
      if (version !== null && draft.version !== version) throw changedSince('draft');
      await this.drafts.save(actor.personId, { ...draft, fields: typed(fields) });
      return this.drafts.read(actor.personId, id);
    });
  }

  /** Throws one away; its page is empty again. Errors: NOT_FOUND. */
  async throwAway({ personId }: Actor, id: number): Promise<void> {
    await this.drafts.discard(personId, id);
  }
}

/** Of which case a page is, whoever asks; null for one that is about none. */
async function caseOf(page: string): Promise<string | null> {
  const [named] = REFERENCE.exec(page) ?? [];
  if (named !== undefined) return named;
  for (const [pattern, table] of OF_A_CASE) {
    const [, id] = pattern.exec(page) ?? [];
    if (id === undefined) continue;
    const [row] = await inRole('engine', () => transaction().manager.query<{ reference: string }[]>(`SELECT y.reference FROM ${table} t JOIN young_person y ON y.id = t.case_id WHERE t.id = $1`, [Number(id)]));
    return row?.reference ?? null;
  }
  return null;
}

function typed(fields: unknown): DraftFields {
  const kept = keptOf(fields);
  if (kept === null) throw nothingToKeep();
  return kept;
}

const nothingToKeep = () =>
  new Refusal(422, 'NOTHING_TO_KEEP', 'There is nothing here that can be kept. Send as fields at least one text or list of texts, 200,000 characters at most in all, and no password, PIN, code or token; and as page and action addresses of this service that are not about signing in, settings of an account or the training clock.');
