/**
 * Whether two teams are the same, however each was written: letters and blanks before and after do not tell them apart. No team is
 * the same as none. `manages` (src/people/team-sql.ts) says the same to the database, of the same letters alone.
 */
export function isSameTeam(one: string | null, other: string | null): boolean {
  return one !== null && other !== null && plain(one) === plain(other);
}

const plain = (team: string): string => team.replace(/^ +| +$/g, '').replace(/[A-Z]/g, (letter) => letter.toLowerCase());
