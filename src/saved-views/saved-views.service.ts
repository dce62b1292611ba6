import { Injectable } from '@nestjs/common';
import { AuditService } from '../audit/audit.service.js';
import { LOCKS } from '../database/locks.js';
import { transaction, UnitOfWork } from '../database/unit-of-work.js';
import type { Actor } from '../domain/permissions.js';
import { changedSince, conflict, invalid, notFound } from '../errors.js';
import { checkForm, type FormValues } from '../web/forms.js';
import { queryOf } from './list-filters.js';
import { keptFilters, LISTS, type Filters, type ListName } from './lists.js';
import { SavedView } from './saved-view.entity.js';

/** Of each list. */
export const MOST_VIEWS = 20;

/** Filters of lists that somebody keeps for themselves: they alone see, rename and remove them. */
@Injectable()
export class SavedViews {
  constructor(
    private readonly unitOfWork: UnitOfWork,
    private readonly audit: AuditService,
  ) {}

  /** Somebody's views, of one list or of all, by list and name. */
  async list({ personId }: Actor, list?: ListName): Promise<SavedView[]> {
    const views = await this.unitOfWork.run(({ manager }) => manager.findBy(SavedView, { personId, ...(list && { list }) }));
    const lists = Object.keys(LISTS);
    return views.sort((a, b) => lists.indexOf(a.list) - lists.indexOf(b.list) || a.name.localeCompare(b.name, 'en-GB'));
  }

  /** One of them. Errors: NOT_FOUND. */
  async read({ personId }: Actor, id: number): Promise<SavedView> {
    return this.unitOfWork.run(async ({ manager }) => {
      const view = await manager.findOneBy(SavedView, { personId, id });
      if (!view) throw notFound('saved view');
      return view;
    });
  }

  /** Keeps filters under a name. Errors: FILTER_NOT_KEPT, NO_FILTERS and what the list itself says of a filter (422), NAME_TAKEN, TOO_MANY_VIEWS (409). */
  async make(actor: Actor, { list, name, filters }: { list: ListName; name: string; filters: Readonly<Record<string, unknown>> }): Promise<SavedView> {
    const kept = await checked(list, filters);
    return this.change(actor, async (views) => {
      const { manager, now } = transaction();
      const ofList = views.filter((view) => view.list === list);
      if (ofList.length >= MOST_VIEWS) throw tooMany();
      freeName(ofList, name);
      const view = await manager.save(manager.create(SavedView, { personId: actor.personId, list, name, filters: kept, version: 1, madeAt: now }));
      return [view, 'saved-view.make'];
    });
  }

  /** Gives one another name, from the version that was read; null is whichever there is. Errors: NOT_FOUND, NAME_TAKEN (409), CHANGED_SINCE (412). */
  async rename(actor: Actor, id: number, version: number | null, name: string): Promise<SavedView> {
    return this.change(actor, async (views) => {
      const view = views.find((one) => one.id === id);
      if (!view) throw notFound('saved view');
      if (version !== null && view.version !== version) throw changedSince('view');
      freeName(views.filter((one) => one.list === view.list && one.id !== id), name);
      return [await transaction().manager.save(Object.assign(view, { name, version: view.version + 1 })), 'saved-view.rename'];
    });
  }

  /** Removes one. Errors: NOT_FOUND. */
  async remove(actor: Actor, id: number): Promise<SavedView> {
    return this.change(actor, async (views) => {
      const view = views.find((one) => one.id === id);
      if (!view) throw notFound('saved view');
      await transaction().manager.delete(SavedView, { id, personId: actor.personId });
      return [view, 'saved-view.remove'];
    });
  }

  /** One change at a time of each person, and its trace: which view, and nothing of what it is called. */
  private async change({ personId }: Actor, work: (views: SavedView[]) => Promise<[view: SavedView, name: string]>): Promise<SavedView> {
    return this.unitOfWork.run(async ({ manager }) => {
      await manager.query('SELECT pg_advisory_xact_lock($1, $2)', [LOCKS.savedViews, personId]);
      const [view, name] = await work(await manager.findBy(SavedView, { personId }));
      await this.audit.record(personId, { name, subject: `saved-view-${view.id}` });
      return view;
    });
  }
}

/** What of the filters is kept, as the list itself would take them from its address. */
async function checked(list: ListName, filters: Readonly<Record<string, unknown>>): Promise<Filters> {
  const { title, filters: names }: { title: string; filters: readonly string[] } = LISTS[list];
  const others = Object.entries(filters).filter(([name, value]) => !names.includes(name) || typeof value !== 'string').map(([name]) => name);
  if (others.length > 0) {
    throw invalid([{ code: 'FILTER_NOT_KEPT', field: 'filters', sentence: `A view of “${title}” keeps ${names.join(', ')}, each as a text, and not ${others.join(', ')}. A search is never kept: it may be a young person’s name.` }]);
  }
  const kept = keptFilters(list, filters);
  await checkForm(queryOf(list), kept as FormValues);
  if (Object.keys(kept).length === 0) throw invalid([{ code: 'NO_FILTERS', field: 'filters', sentence: 'No filter is on that could be kept. Choose one on the list first; a search is never kept.' }]);
  return kept;
}

/** Capitals tell no two names apart. */
function freeName(others: readonly SavedView[], name: string): void {
  const sentence = 'You have a view of this name on this list. Choose another name, or remove that one first.';
  if (others.some((view) => view.name.toLowerCase() === name.toLowerCase())) throw conflict('NAME_TAKEN', sentence, [{ code: 'NAME_TAKEN', field: 'name', sentence }]);
}

const tooMany = () => conflict('TOO_MANY_VIEWS', `You have ${MOST_VIEWS} views of this list, which is the most. Remove one that you no longer use first.`);
