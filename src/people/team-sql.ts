/** A team as it is compared, both as SQL (`isSameTeam`, src/domain/teams.ts): the letters A to Z alone are folded, whatever the database's collation. */
export const plainTeam = (team: string): string => `lower(btrim(${team}) COLLATE "C")`;

/** Whether a post with a team, or for all of them, is over another team: the post's and the case's, both as SQL. */
export const manages = (held: string, team: string): string => `(${held} IS NULL OR ${plainTeam(held)} = ${plainTeam(team)})`;
