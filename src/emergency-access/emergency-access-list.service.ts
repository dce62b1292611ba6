import { Injectable } from '@nestjs/common';
import { AuditService } from '../audit/audit.service.js';
import { loadCalendar } from '../bank-holidays/load-calendar.js';
import { UnitOfWork } from '../database/unit-of-work.js';
import { judgedBy } from '../domain/emergency-access.js';
import { canInOrganisation, type Actor } from '../domain/permissions.js';
import type { LocalDate } from '../domain/time/local-date.js';
import { openSealed, sealed } from '../encryption/sealed-sql.js';
import { notAllowed, notFound } from '../errors.js';
import { reviveInstants } from '../young-people/revive-instants.js';
import type { EmergencyAccess } from './emergency-access.entity.js';

/** What an opening was for and what was done in it, as whoever judges it reads it. Nothing of the case but its reference. */
export interface EmergencyAccessView {
  id: number;
  reference: string;
  personId: number;
  name: string;
  organisation: string;
  reason: EmergencyAccess['reason'];
  words: string;
  openedAt: Date;
  untilAt: Date;
  /** What the person did in the case while it was open, as the trail names it, with how often. */
  events: { event: string; times: number }[];
  /** The last day for a verdict; after it the Virtual Head is told. */
  judgeBy: LocalDate;
  verdict: EmergencyAccess['verdict'];
  verdictWords: string | null;
  judgedByName: string | null;
  judgedAt: Date | null;
  /** Whether this person may judge it: nobody judges what they did themselves. */
  mayJudge: boolean;
}

@Injectable()
export class EmergencyAccessList {
  constructor(
    private readonly unitOfWork: UnitOfWork,
    private readonly audit: AuditService,
  ) {}

  /** The openings of an authority's cases, those without a verdict first, each part the newest first; at most 200. Errors: NOT_ALLOWED. */
  async listAccess(actor: Actor, authorityCode: string | null): Promise<EmergencyAccessView[]> {
    if (authorityCode === null || !canInOrganisation(actor, 'emergency-access.read', authorityCode)) throw notAllowed('see which cases of this authority were opened in an emergency');
    return this.find(actor, authorityCode, null);
  }

  /** One of them. Errors: NOT_FOUND. */
  async readAccess(actor: Actor, id: number): Promise<EmergencyAccessView> {
    const [view] = await this.find(actor, null, id);
    if (!view) throw notFound('emergency access');
    return view;
  }

  private async find(actor: Actor, authorityCode: string | null, id: number | null): Promise<EmergencyAccessView[]> {
    // The reference and the counts are of cases that whoever judges has no part in.
    return this.unitOfWork.runIn('engine', async ({ manager }) => {
      const rows = await openSealed(manager, await manager.query<{ authorityCode: string; view: EmergencyAccessView }[]>(LIST_SQL, [authorityCode, id, actor.personId]));
      const calendar = await loadCalendar(manager);
      const views = rows
        .filter((row) => canInOrganisation(actor, 'emergency-access.read', row.authorityCode))
        .map(({ view, ...row }) => {
          const revived = reviveInstants(view);
          const mayJudge = revived.verdict === null && revived.personId !== actor.personId && canInOrganisation(actor, 'emergency-access.judge', row.authorityCode);
          return { ...revived, judgeBy: judgedBy(revived.openedAt, calendar), mayJudge };
        });
      await this.audit.recordList(actor, 'openings', views.map(({ reference }) => reference));
      return views;
    });
  }
}

/** Of a case that somebody is excluded from they learn nothing here either. */
const LIST_SQL = `
SELECT e.authority_code AS "authorityCode", jsonb_build_object('id', e.id, 'reference', y.reference, 'personId', n.id, 'name', n.name, 'organisation', coalesce(a.name, v.name),
  'reason', e.reason, 'words', ${sealed('emergency_access', 'words', 'e')}, 'openedAt', e.opened_at, 'untilAt', e.until_at,
  'events', (SELECT coalesce(jsonb_agg(jsonb_build_object('event', t.name, 'times', t.times) ORDER BY t.name), '[]') FROM (
    SELECT d.name, count(*)::int AS times FROM audit_event d WHERE d.case_id = e.case_id AND d.person_id = e.person_id AND d.happened_at BETWEEN e.opened_at AND e.until_at
      AND d.name NOT LIKE 'emergency-access.%' GROUP BY 1) t),
  'verdict', e.verdict, 'verdictWords', ${sealed('emergency_access', 'verdict_words', 'e')}, 'judgedByName', j.name, 'judgedAt', e.judged_at) AS view
FROM emergency_access e JOIN young_person y ON y.id = e.case_id JOIN person n ON n.id = e.person_id
  LEFT JOIN authority a ON a.code = n.authority_code LEFT JOIN provider v ON v.id = n.provider_id LEFT JOIN person j ON j.id = e.judged_by
WHERE ($1::text IS NULL OR e.authority_code = $1) AND ($2::int IS NULL OR e.id = $2)
  AND NOT EXISTS (SELECT FROM case_exclusion x WHERE x.case_id = e.case_id AND x.person_id = $3 AND x.ended_at IS NULL)
ORDER BY (e.judged_at IS NOT NULL), e.id DESC LIMIT 200`;
