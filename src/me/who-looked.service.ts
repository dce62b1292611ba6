import { Injectable } from '@nestjs/common';
import { inRole, transaction } from '../database/unit-of-work.js';
import type { Post } from '../domain/agreement/roles.js';
import type { ListName } from '../domain/lists.js';
import type { LocalDate } from '../domain/time/local-date.js';
import { CaseWork } from '../young-people/case-work.service.js';
import type { SignedIn } from '../web/visitor.js';
import { ownReferenceOf } from './own-case.service.js';
import { texts } from './languages.js';
import { say, type Words } from './words.js';

/** Somebody's looks at a file, or at a list that it stood on, on one day: not who by name, but from where and as what. */
export interface Look {
  on: LocalDate;
  firstAt: Date;
  times: number;
  /** The list on which they stood, where the file itself was not opened. */
  list: ListName | null;
  organisation: string;
  /** As what, on that day: a post, the key worker; several where they are several things. */
  roles: string[];
  why: string;
}

export interface Looks {
  items: Look[];
  /** Give this as `before` for older ones; null on the last page. */
  before: LocalDate | null;
}

const DAYS = 30;

/** Who looked at a young person's file, told to the young person. */
@Injectable()
export class WhoLooked {
  constructor(private readonly cases: CaseWork) {}

  /** The days on which somebody looked, the newest first, 30 at a time; their own looks are not among them. Errors: NOT_FOUND. */
  async readLooks(actor: SignedIn, before: LocalDate | null): Promise<Looks> {
    return this.cases.read(actor, ownReferenceOf(actor), async ({ youngPerson }) => {
      // Whoever looked, from wherever: their organisation and post are told, and nothing else of them.
      const rows = await inRole('engine', () => transaction().manager.query<LookRow[]>(LOOKS_SQL, [youngPerson.id, actor.personId, before, DAYS + 1]));
      const days = [...new Set(rows.map(({ on }) => on))];
      const shown = new Set(days.slice(0, DAYS));
      const items = rows.filter(({ on }) => shown.has(on)).map(({ posts, isKeyWorker, isInspector, emergency, purposes, ...look }): Look => ({ ...look, roles: rolesOf(posts, isKeyWorker, isInspector), why: whyOf(look.list === null ? emergency : null, purposes) }));
      return { items, before: days.length > DAYS ? (days[DAYS - 1] ?? null) : null };
    }, { action: 'own-trail.read' });
  }
}

/** “Your name was on a list of what was late.” */
export const listOfLook = ({ list }: Look): string | null => (list === null ? null : say(texts().looked.list, { list: texts().looked.lists[list] }));

/** “team manager of Birmingham”. */
export const lookerInWords = ({ roles, organisation }: Look): string => say(texts().looked.of, { role: roles.join(', ') || texts().looked.reader, organisation });

type EmergencyReason = keyof Words['looked']['emergencies'];
type Purpose = keyof Words['looked']['purposes'];

interface LookRow extends Omit<Look, 'roles' | 'why'> {
  posts: Post[];
  isKeyWorker: boolean;
  isInspector: boolean;
  /** Why the case was opened without a part in it, where it was. */
  emergency: EmergencyReason | null;
  purposes: Purpose[];
}

/** Every reason of a day; what was exceptional, with what was said for it. */
function whyOf(emergency: EmergencyReason | null, purposes: readonly Purpose[]): string {
  const words = purposes.filter((purpose) => purpose !== 'emergency-access').map((purpose) => texts().looked.purposes[purpose]);
  const exceptional = emergency === null ? [] : [texts().looked.emergency, texts().looked.emergencies[emergency]];
  return [...exceptional, ...words].join(' ') || texts().looked.forWork;
}

const rolesOf = (posts: readonly Post[], isKeyWorker: boolean, isInspector: boolean): string[] =>
  [...(isKeyWorker ? ['key-worker' as const] : []), ...(isInspector ? ['inspector' as const] : []), ...posts].map((role) => texts().looked.roles[role]);

/** `$1` case, `$2` the young person, `$3` days before this one, `$4` how many days. */
const LOOKS_SQL = `
WITH look AS (
  SELECT (e.happened_at AT TIME ZONE 'Europe/London')::date AS "on", e.person_id, CASE WHEN e.name = 'list.read' THEN e.subject END AS list, min(e.happened_at) AS first_at, count(*)::int AS times, coalesce(array_agg(DISTINCT e.purpose) FILTER (WHERE e.purpose IS NOT NULL), '{}') AS purposes
  FROM audit_event e WHERE ((e.case_id = $1 AND e.name = 'case.read') OR e.case_ids @> ARRAY[$1::int]) AND e.person_id IS NOT NULL AND e.person_id <> $2
    AND ($3::date IS NULL OR (e.happened_at AT TIME ZONE 'Europe/London')::date < $3::date)
  GROUP BY 1, 2, 3
), newest AS (SELECT DISTINCT "on" FROM look ORDER BY 1 DESC LIMIT $4)
SELECT l."on", l.first_at AS "firstAt", l.times, l.list, l.purposes, coalesce(a.name, v.name, i.name, '') AS organisation, p.inspects_for IS NOT NULL AS "isInspector",
  (SELECT x.reason FROM emergency_access x WHERE x.case_id = $1 AND x.person_id = l.person_id AND (x.opened_at AT TIME ZONE 'Europe/London')::date <= l."on" AND (x.until_at AT TIME ZONE 'Europe/London')::date >= l."on" ORDER BY x.id DESC LIMIT 1) AS emergency,
  EXISTS (SELECT FROM key_worker_assignment k WHERE k.case_id = $1 AND k.person_id = l.person_id AND k.from_at <= l.first_at AND (k.until_at IS NULL OR k.until_at > l.first_at)) AS "isKeyWorker",
  ARRAY(SELECT DISTINCT h.post FROM post_holding h WHERE h.person_id = l.person_id AND h.from_on <= l."on" AND (h.until_on IS NULL OR h.until_on > l."on") ORDER BY 1) AS posts
FROM look l JOIN newest USING ("on") JOIN person p ON p.id = l.person_id LEFT JOIN authority a ON a.code = p.authority_code LEFT JOIN provider v ON v.id = p.provider_id LEFT JOIN authority i ON i.code = p.inspects_for
ORDER BY l."on" DESC, l.first_at DESC`;
