import { Injectable } from '@nestjs/common';
import { transaction } from '../database/unit-of-work.js';
import type { Actor } from '../domain/permissions.js';
import { unseenEmergencies } from '../emergencies/quiet-emergencies.js';
import { CaseWork } from '../young-people/case-work.service.js';
import { eventInWords } from './event-words.js';

/** Everything, only what was recorded, or only who looked. */
export const TIMELINE_KINDS = { all: 'everything', changes: 'what was recorded', looks: 'who looked' } as const;
export type TimelineKind = keyof typeof TIMELINE_KINDS;

export interface TimelineEntry {
  id: number;
  /** When it was recorded. */
  at: Date;
  /** Who did it; null for the system itself and for files imported on the command line. */
  by: { personId: number; name: string } | null;
  /** `risk-notice.report` … and the same in words, which follow on the name. */
  event: string;
  words: string;
  /** `placement-17`, `risk-notice-9` …: what in the case it was about, where it was not all of it. */
  subject: string | null;
  /** Names of the fields recorded, never their values. */
  fields: string[];
  /** As what they acted, a relation to the case; null for the system, and for what was written before it was kept. */
  capacity: string | null;
  /** Why they opened the case, a code of `PURPOSES`. */
  purpose: string | null;
}

export interface Timeline {
  items: TimelineEntry[];
  total: number;
  /** Give this as `after` for the next page; null on the last one. */
  after: string | null;
}

/** A case's trail as people read it: who did what, who looked, and when. */
@Injectable()
export class TimelineService {
  constructor(private readonly cases: CaseWork) {}

  /**
   * The trail of a case, the newest first, a page at a time; whoever has the full view may read it, and this look is part of
   * it, but nothing of an emergency that they know nothing of. An `after` that is not one of ours begins at the beginning. Errors: NOT_FOUND, NOT_ALLOWED.
   */
  async readTimeline(actor: Actor, reference: string, kind: TimelineKind, after: string | null, limit: number): Promise<Timeline> {
    return this.cases.read(actor, reference, async (opened) => {
      const unseen = await unseenEmergencies(actor, opened);
      const parameters = [opened.youngPerson.id, kind, /^\d{1,15}$/.test(after ?? '') ? after : null, limit + 1, unseen.map(({ id }) => id), unseen.map(({ recordedAt }) => recordedAt)];
      const [row] = await transaction().manager.query<{ entries: Stored[]; total: number }[]>(TIMELINE_SQL, parameters);
      const found = row?.entries ?? [];
      const items = found.slice(0, limit).map((entry) => ({ ...entry, at: new Date(entry.at), words: eventInWords(entry.event) }));
      return { items, total: row?.total ?? 0, after: found.length > limit ? String(items.at(-1)?.id) : null };
    });
  }
}

type Stored = Omit<TimelineEntry, 'at' | 'words'> & { at: string };

const TIMELINE_SQL = `
WITH trail AS (
  SELECT * FROM audit_event WHERE case_id = $1 AND CASE $2 WHEN 'changes' THEN name NOT IN ('case.read', 'case.refuse') WHEN 'looks' THEN name IN ('case.read', 'case.refuse') ELSE true END
    AND NOT coalesce(substring(subject from '^emergency(?:-response)?-(\\d+)$')::int = ANY($5::int[]), false) AND NOT (name = 'emergency.raise' AND happened_at = ANY($6::timestamptz[]))
), page AS (
  SELECT * FROM trail WHERE $3::bigint IS NULL OR id < $3::bigint ORDER BY id DESC LIMIT $4
)
SELECT (SELECT count(*)::int FROM trail) AS total,
  (SELECT coalesce(jsonb_agg(jsonb_build_object('id', e.id, 'at', e.happened_at, 'event', e.name, 'subject', e.subject, 'fields', e.fields, 'capacity', e.capacity, 'purpose', e.purpose,
      'by', CASE WHEN n.id IS NULL THEN NULL ELSE jsonb_build_object('personId', n.id, 'name', n.name) END) ORDER BY e.id DESC), '[]')
   FROM page e LEFT JOIN person n ON n.id = e.person_id) AS entries`;
