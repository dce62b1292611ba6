/** A chain of covers is not followed further: there is none without an end, and nobody has one so long. */
const LONGEST = 20;

const isAway = (absence: string, day: string): string => `${absence}.from_on <= ${day} AND coalesce(${absence}.ended_on, ${absence}.until_on) >= ${day}`;

/** Who acts for a person on a day, both as SQL: they themselves, whoever covers for them, or, while that one is away too, whoever covers for that one. */
export const actingFor = (personId: string, day: string): string => `(
  WITH RECURSIVE chain (id, step) AS (
    SELECT ${personId}, 0 UNION ALL SELECT away.cover_person_id, c.step + 1 FROM chain c JOIN absence away ON away.person_id = c.id AND ${isAway('away', day)} WHERE c.step < ${LONGEST}
  ) SELECT id FROM chain ORDER BY step DESC LIMIT 1)`;

/** For whom a person acts on a day, one a row: those for whom they cover, and those for whom these cover. */
export const coveredBy = (personId: string, day: string): string => `
  WITH RECURSIVE covered (id) AS (
    SELECT away.person_id FROM absence away WHERE away.cover_person_id = ${personId} AND ${isAway('away', day)}
    UNION SELECT away.person_id FROM covered c JOIN absence away ON away.cover_person_id = c.id AND ${isAway('away', day)}
  ) SELECT id FROM covered WHERE id <> ${personId}`;
