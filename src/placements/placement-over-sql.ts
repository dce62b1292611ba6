/**
 * The day on which a placement, the alias `row` of `placement`, is over, as SQL: it ended, or the case did with a recorded reason, the 25th birthday or its
 * erasure. Never null: the birthday comes.
 */
export const overOn = (row: string): string => `(SELECT least(
    (SELECT min(g.ended_on) FROM placement_ending g WHERE g.placement_id = ${row}.id AND g.taken_back_at IS NULL),
    (SELECT min(c.happened_on) FROM record c WHERE c.case_id = ${row}.case_id AND c.kind = 'case-closing' AND c.taken_back_at IS NULL),
    (o.born_on + interval '25 years')::date, (o.erased_at AT TIME ZONE 'Europe/London')::date) FROM young_person o WHERE o.id = ${row}.case_id)`;
