import { Injectable } from '@nestjs/common';
import { transaction } from '../database/unit-of-work.js';
import { can, type Action, type Actor } from '../domain/permissions.js';
import { CaseWork } from '../young-people/case-work.service.js';
import { reviveInstants } from '../young-people/revive-instants.js';
import type { CaseExclusion } from './case-exclusion.entity.js';
import type { CaseRestriction } from './case-restriction.entity.js';
import { peopleAround, type PersonAround } from './people-around.js';

export interface KeptOut {
  id: number;
  personId: number;
  name: string;
  reason: CaseExclusion['reason'];
  recordedByName: string;
  recordedAt: Date;
}

export interface Admitted {
  id: number;
  personId: number;
  name: string;
  givenByName: string;
  givenAt: Date;
}

/** Who is kept out of a case now, whether posts open it, and for whom they do. */
export interface CaseAccessView {
  reference: string;
  version: number;
  exclusions: KeptOut[];
  restriction: { reason: CaseRestriction['reason']; imposedByName: string; imposedAt: Date } | null;
  admissions: Admitted[];
  /** What this person may do about it. */
  allowed: Action[];
}

const DEEDS: readonly Action[] = ['exclusion.record', 'exclusion.end', 'restriction.impose', 'restriction.lift', 'admission.give', 'admission.end'];

@Injectable()
export class CaseAccessViews {
  constructor(private readonly cases: CaseWork) {}

  /** Errors: NOT_FOUND, NOT_ALLOWED. */
  async readAccess(actor: Actor, reference: string): Promise<CaseAccessView> {
    return this.cases.read(actor, reference, async ({ youngPerson, parties, today }) => {
      const [row] = await transaction().manager.query<{ view: Pick<CaseAccessView, 'exclusions' | 'restriction' | 'admissions'> }[]>(ACCESS_SQL, [youngPerson.id]);
      if (!row) throw new Error('the case that was opened is gone');
      const allowed = DEEDS.filter((action) => can(actor, action, parties, today));
      return { reference, version: youngPerson.version, ...reviveInstants(row.view), allowed };
    }, { action: 'access.read' });
  }

  /** Whom to choose from. Errors: NOT_FOUND, NOT_ALLOWED. */
  async peopleToChoose(actor: Actor, reference: string): Promise<PersonAround[]> {
    return this.cases.read(actor, reference, ({ youngPerson, now }) => peopleAround(transaction().manager, youngPerson.id, now), { action: 'access.read' });
  }
}

const ACCESS_SQL = `
SELECT jsonb_build_object(
  'exclusions', (SELECT coalesce(jsonb_agg(jsonb_build_object('id', x.id, 'personId', x.person_id, 'name', n.name, 'reason', x.reason, 'recordedByName', b.name, 'recordedAt', x.recorded_at) ORDER BY n.name, x.id), '[]')
    FROM case_exclusion x JOIN person n ON n.id = x.person_id JOIN person b ON b.id = x.recorded_by WHERE x.case_id = y.id AND x.ended_at IS NULL),
  'restriction', (SELECT jsonb_build_object('reason', r.reason, 'imposedByName', b.name, 'imposedAt', r.imposed_at)
    FROM case_restriction r JOIN person b ON b.id = r.imposed_by WHERE r.case_id = y.id AND r.lifted_at IS NULL),
  'admissions', (SELECT coalesce(jsonb_agg(jsonb_build_object('id', m.id, 'personId', m.person_id, 'name', n.name, 'givenByName', b.name, 'givenAt', m.given_at) ORDER BY n.name, m.id), '[]')
    FROM case_admission m JOIN person n ON n.id = m.person_id JOIN person b ON b.id = m.given_by WHERE m.case_id = y.id AND m.ended_at IS NULL)) AS view
FROM young_person y WHERE y.id = $1`;
