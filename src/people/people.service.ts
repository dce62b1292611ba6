import { Injectable } from '@nestjs/common';
import { UnitOfWork } from '../database/unit-of-work.js';
import type { Post } from '../domain/agreement/roles.js';
import { PERMISSIONS, type Actor } from '../domain/permissions.js';
import { londonDate } from '../domain/time/london.js';
import { notAllowed } from '../errors.js';

export interface PersonListItem {
  id: number;
  name: string;
  email: string;
  /** The posts held today. */
  posts: Post[];
}

/** Who chooses people: those who assign key workers, and those who hand queue items over. */
const CHOOSERS: readonly string[] = [...PERMISSIONS['key-worker.assign'], ...PERMISSIONS['escalation.hand-over']];

@Injectable()
export class PeopleService {
  constructor(private readonly unitOfWork: UnitOfWork) {}

  /**
   * The active people of an authority in the order in which they were added, a page at a time; `after` is the last number of
   * the page before. Errors: NOT_ALLOWED for whoever has nobody to choose there.
   */
  async listPeople(actor: Actor, authorityCode: string, after: string | null, limit: number): Promise<{ items: PersonListItem[]; total: number; after: string | null }> {
    const mayChoose = actor.posts.some((held) => held.authorityCode === authorityCode && CHOOSERS.includes(held.post));
    if (!mayChoose) throw notAllowed('list the people of this authority');
    return this.unitOfWork.run(async ({ manager, now }) => {
      const rows = await manager.query<(PersonListItem & { total: number })[]>(PEOPLE_SQL, [
        authorityCode, londonDate(now), /^\d{1,9}$/.test(after ?? '') ? after : 0, limit + 1,
      ]);
      const items = rows.slice(0, limit).map(({ total: _total, ...item }) => item);
      return { items, total: rows[0]?.total ?? 0, after: rows.length > limit ? String(items.at(-1)?.id) : null };
    });
  }
}

const PEOPLE_SQL = `
WITH found AS (SELECT * FROM person WHERE authority_code = $1 AND active)
SELECT f.id, f.name, f.email, (SELECT count(*)::int FROM found) AS total,
  ARRAY(SELECT DISTINCT h.post FROM post_holding h WHERE h.person_id = f.id AND h.from_on <= $2 AND (h.until_on IS NULL OR h.until_on > $2) ORDER BY 1) AS posts
FROM found f WHERE f.id > $3 ORDER BY f.id LIMIT $4`;
