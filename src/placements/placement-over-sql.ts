import { caseOverOn } from '../young-people/case-over-sql.js';

/** The day on which a placement, the alias `row` of `placement`, is over, as SQL: it ended, or its case did. Never null. */
export const overOn = (row: string): string => `(SELECT least(
    (SELECT min(g.ended_on) FROM placement_ending g WHERE g.placement_id = ${row}.id AND g.taken_back_at IS NULL), ${caseOverOn('o')})
  FROM young_person o WHERE o.id = ${row}.case_id)`;
