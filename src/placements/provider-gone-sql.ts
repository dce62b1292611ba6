import { seenDays } from '../retention/seen-days-sql.js';

/** SQL for whether somebody who is designated person at a provider on a day is admitted to a restricted case. */
export const isProviderAdmitted = (caseId: string, providerId: string, on: string): string =>
  `EXISTS (SELECT FROM case_admission m JOIN person n ON n.id = m.person_id AND n.active JOIN post_holding h ON h.person_id = n.id AND h.post = 'designated-person' AND h.provider_id = ${providerId}
     AND h.from_on <= ${on} AND (h.until_on IS NULL OR h.until_on > ${on}) WHERE m.case_id = ${caseId} AND m.ended_at IS NULL)`;

const isRunningAtProviderOf = (row: string): string =>
  `EXISTS (SELECT FROM placement s WHERE s.case_id = ${row}.case_id AND s.provider_id = ${row}.provider_id AND s.taken_back_at IS NULL
     AND NOT EXISTS (SELECT FROM placement_ending x WHERE x.placement_id = s.id AND x.taken_back_at IS NULL))`;

/** `isSeenNoMore` (src/domain/relations.ts) as SQL: whether the provider of a placement `row` sees it no more on a day. */
export const isSeenNoMoreSql = (row: string, on: string): string =>
  `EXISTS (SELECT FROM placement_ending e WHERE e.placement_id = ${row}.id AND e.taken_back_at IS NULL AND (e.ended_on < ${on} - ${seenDays(`${row}.provider_id`, on)}
     OR (EXISTS (SELECT FROM case_restriction r WHERE r.case_id = ${row}.case_id AND r.lifted_at IS NULL)
       AND NOT ${isRunningAtProviderOf(row)} AND NOT ${isProviderAdmitted(`${row}.case_id`, `${row}.provider_id`, on)})))`;
