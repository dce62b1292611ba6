import { canInOrganisation, visibleTo, type Actor, type ActorPost, type OrganisationAction } from '../domain/permissions.js';
import { londonDate } from '../domain/time/london.js';
import { scopeParameter } from '../young-people/case-scope-sql.js';
import { ATTENDANCE } from './attendance-layout.js';
import type { Derived } from './derive-imported.js';
import type { ImportCounts, ImportKind } from './import-batch.entity.js';
import type { ImportLayout } from './import-columns.js';
import { HELD_KEY_WORKER, HELD_PERSON, HELD_PLACEMENT, HELD_POST, HELD_PROVIDER, HELD_YOUNG_PERSON, type HeldFact } from './overwritten.js';
import { PEOPLE } from './people-layout.js';
import { PLACEMENTS } from './placements-layout.js';
import { PROVIDERS } from './providers-layout.js';
import { HELD_RETURN, STAGED_ATTENDANCE } from './stage-attendance.js';
import { STAGED_PLACEMENTS, STAGED_YOUNG_PEOPLE } from './stage-cases.js';
import { STAGED_PEOPLE, STAGED_PROVIDERS } from './stage-people.js';
import type { Staging } from './staging.js';
import { takeReturnsBack } from './take-returns-back.js';
import { writeActs, type StagedAct } from './write-acts.js';
import { writeAttendance } from './write-attendance.js';
import type { WriteContext } from './write-context.js';
import { writePeople, writeProviders } from './write-people.js';
import { PLACEMENT_ACTS, writeEndings, writePlacements } from './write-placements.js';
import { writeYoungPeople, YOUNG_PEOPLE_ACTS } from './write-young-people.js';
import { YOUNG_PEOPLE } from './young-people-layout.js';

/** Everything there is to know about a kind of file. */
export interface KindOfImport {
  layout: ImportLayout;
  staging: Staging;
  permission: OrganisationAction;
  /** The column that says which authority a row belongs to; null where it is for a provider's own learners. */
  ownerColumn: string | null;
  /** Whose duties follow from what it brings. */
  derived: Derived;
  /** What its rows may overwrite. */
  held: readonly HeldFact[];
  write(context: WriteContext): Promise<void>;
  /** Takes back what a confirmed file brought; where it has none, each fact is taken back on its own. */
  takeBack?: (context: WriteContext, scope: string | null, reason: string) => Promise<ImportCounts>;
}

/** Whether somebody may import files of a kind: for some authority, or for some provider. */
export function mayImport(actor: Pick<Actor, 'posts'>, kind: ImportKind): boolean {
  const { permission, ownerColumn } = KINDS_OF_IMPORT[kind];
  const forOwner = ({ authorityCode, providerId }: ActorPost): boolean => (ownerColumn === null ? providerId !== null && canInOrganisation(actor, permission, null, providerId) : canInOrganisation(actor, permission, authorityCode));
  return actor.posts.some(forOwner);
}

/** The part of somebody's sight that a file of a kind goes by: their provider's placements, and no other of theirs. Null for the command line, which has all. */
export function scopeOf(actor: Actor | null, kind: ImportKind, now: Date): string | null {
  if (actor === null || KINDS_OF_IMPORT[kind].ownerColumn !== null) return null;
  const asProvider = { ...actor, posts: actor.posts.filter(({ post }) => post === 'designated-person'), inspections: [], emergencyAccess: [], ownCaseId: null };
  return scopeParameter({ ...visibleTo(asProvider, londonDate(now)), keyWorkerPersonIds: [] }, now);
}

const ENDING_ACTS: readonly StagedAct[] = [{ name: 'placement.end', where: 'ending_new' }];

const CASES = `SELECT DISTINCT case_id AS id FROM import_row WHERE outcome <> 'unchanged' ORDER BY 1`;
/** What is told to whom of a suspension goes by the type of the provider (EP11S). */
const PLACED_WHERE_THE_TYPE_CHANGED = `SELECT DISTINCT p.case_id AS id FROM import_row r JOIN placement p ON p.provider_id = r.provider_id AND p.taken_back_at IS NULL WHERE 'type' = ANY(r.provider_fields) ORDER BY 1`;
/** Posts, and how their holders are reached (EP1, EP2, VS1). */
const organisations = (column: 'organisation_provider' | 'organisation_authority'): string =>
  `SELECT DISTINCT ${column} AS id FROM import_row WHERE outcome <> 'unchanged' AND ${column} IS NOT NULL ORDER BY 1`;

export const KINDS_OF_IMPORT: Record<ImportKind, KindOfImport> = {
  providers: {
    layout: PROVIDERS, staging: STAGED_PROVIDERS, permission: 'providers.import', ownerColumn: 'authority_code', derived: { cases: PLACED_WHERE_THE_TYPE_CHANGED },
    held: [HELD_PROVIDER],
    write: writeProviders,
  },
  people: {
    layout: PEOPLE, staging: STAGED_PEOPLE, permission: 'people.import', ownerColumn: 'organisation', derived: { providers: organisations('organisation_provider'), authorities: organisations('organisation_authority') },
    held: [HELD_PERSON, HELD_POST],
    write: writePeople,
  },
  'young-people': {
    layout: YOUNG_PEOPLE, staging: STAGED_YOUNG_PEOPLE, permission: 'young-people.import', ownerColumn: 'authority_code', derived: { cases: CASES },
    held: [HELD_YOUNG_PERSON, HELD_KEY_WORKER, HELD_PLACEMENT],
    write: async (context) => {
      await writeYoungPeople(context);
      await writePlacements(context);
      await writeActs(context, [...YOUNG_PEOPLE_ACTS, ...PLACEMENT_ACTS]);
    },
  },
  placements: {
    layout: PLACEMENTS, staging: STAGED_PLACEMENTS, permission: 'placements.import', ownerColumn: 'authority_code', derived: { cases: CASES },
    held: [HELD_PLACEMENT],
    write: async (context) => {
      await writePlacements(context);
      await writeEndings(context);
      await context.manager.query(
        `UPDATE young_person y SET version = y.version + 1 FROM (SELECT DISTINCT case_id FROM import_row WHERE outcome <> 'unchanged') r WHERE y.id = r.case_id`,
      );
      await writeActs(context, [...PLACEMENT_ACTS, ...ENDING_ACTS]);
    },
  },
  attendance: {
    layout: ATTENDANCE, staging: STAGED_ATTENDANCE, permission: 'returns.import', ownerColumn: null, derived: { cases: CASES },
    held: [HELD_RETURN],
    write: writeAttendance,
    takeBack: takeReturnsBack,
  },
};
