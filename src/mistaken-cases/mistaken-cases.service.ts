import { Injectable } from '@nestjs/common';
import { UnitOfWork } from '../database/unit-of-work.js';
import type { Actor } from '../domain/permissions.js';
import { isNotExcluded } from '../young-people/case-scope-sql.js';
import { SAYS_MISTAKE } from '../young-people/case-ended.js';

/** A case that somebody said was registered by mistake, as whoever was told of it sees it: a reference, and nothing of what is in it. */
export interface MistakenCase {
  reference: string;
  saidBy: string;
  saidAt: Date;
  /** The reference of the right one, where the young person was registered twice. */
  rightCase: string | null;
  /** Whether this person has opened it since they were told. */
  opened: boolean;
}

@Injectable()
export class MistakenCases {
  constructor(private readonly unitOfWork: UnitOfWork) {}

  /** What this person was told of and still stands, what they have not opened first; the last 200. */
  async listTold(actor: Actor): Promise<MistakenCase[]> {
    return this.unitOfWork.runIn('engine', ({ manager }) => manager.query<MistakenCase[]>(
      `SELECT y.reference, coalesce(n.name, 'an import') AS "saidBy", c.recorded_at AS "saidAt", c.details->>'rightCase' AS "rightCase", NOT (${UNOPENED}) AS opened
       FROM ${TOLD} LEFT JOIN person n ON n.id = c.recorded_by WHERE ${STANDS_FOR('$1')} ORDER BY opened, c.id DESC LIMIT 200`,
      [actor.personId],
    ));
  }
}

const TOLD = `mistake_alert a JOIN record c ON c.case_id = a.case_id AND a.stage = 'said-' || c.id JOIN young_person y ON y.id = c.case_id`;

/** What a person, as SQL, was told of, that still stands and that they are not kept out of. */
const STANDS_FOR = (personId: string): string => `a.person_id = ${personId} AND y.erased_at IS NULL AND ${SAYS_MISTAKE} AND ${isNotExcluded('y.id', personId)}`;

/** That they have not opened the case since. */
const UNOPENED = `NOT EXISTS (SELECT FROM audit_event e WHERE e.case_id = c.case_id AND e.person_id = a.person_id AND e.name = 'case.read' AND e.happened_at > a.written_at)`;

/** Cases of an authority (`$1`) that somebody (`$2`) was told of and has not opened since, for their first page. */
export const UNOPENED_MISTAKES = `SELECT c.case_id, NULL::date AS last_on FROM ${TOLD} WHERE y.home_authority_code = $1 AND ${STANDS_FOR('$2')} AND ${UNOPENED}`;
