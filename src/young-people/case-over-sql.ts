import { LAST_AGE } from '../domain/agreement/case-end.js';

/** `birthday` of the law as SQL: of 29 February it is 1 March where there is none. */
const birthdayOn = (bornOn: string, age: number): string =>
  `((${bornOn} + interval '${age} years')::date + (extract(day FROM ${bornOn} + interval '${age} years') <> extract(day FROM ${bornOn}))::int)`;

/**
 * The day on which a case, the alias `row` of `young_person`, is over, as SQL (VS6): it ended with a recorded reason, the 25th birthday or its erasure.
 * Never null: the birthday comes.
 */
export const caseOverOn = (row: string): string => `least(
    (SELECT min(c.happened_on) FROM record c WHERE c.case_id = ${row}.id AND c.kind = 'case-closing' AND c.taken_back_at IS NULL),
    ${birthdayOn(`${row}.born_on`, LAST_AGE)}, (${row}.erased_at AT TIME ZONE 'Europe/London')::date)`;
