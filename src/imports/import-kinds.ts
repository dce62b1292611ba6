import type { OrganisationAction } from '../domain/permissions.js';
import type { ImportKind } from './import-batch.entity.js';
import type { ImportLayout } from './import-columns.js';
import { PEOPLE } from './people-layout.js';
import { PLACEMENTS } from './placements-layout.js';
import { PROVIDERS } from './providers-layout.js';
import { STAGED_PLACEMENTS, STAGED_YOUNG_PEOPLE } from './stage-cases.js';
import { STAGED_PEOPLE, STAGED_PROVIDERS } from './stage-people.js';
import type { Staging } from './staging.js';
import { writeActs, type StagedAct } from './write-acts.js';
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
  /** The column that says which authority a row belongs to. */
  ownerColumn: string;
  /** Whether duties follow from what it brings. */
  aboutCases: boolean;
  write(context: WriteContext): Promise<void>;
}

const ENDING_ACTS: readonly StagedAct[] = [{ name: 'placement.end', where: 'ending_new' }];

export const KINDS_OF_IMPORT: Record<ImportKind, KindOfImport> = {
  providers: {
    layout: PROVIDERS, staging: STAGED_PROVIDERS, permission: 'providers.import', ownerColumn: 'authority_code', aboutCases: false,
    write: writeProviders,
  },
  people: {
    layout: PEOPLE, staging: STAGED_PEOPLE, permission: 'people.import', ownerColumn: 'organisation', aboutCases: false,
    write: writePeople,
  },
  'young-people': {
    layout: YOUNG_PEOPLE, staging: STAGED_YOUNG_PEOPLE, permission: 'young-people.import', ownerColumn: 'authority_code', aboutCases: true,
    write: async (context) => {
      await writeYoungPeople(context);
      await writePlacements(context);
      await writeActs(context, [...YOUNG_PEOPLE_ACTS, ...PLACEMENT_ACTS]);
    },
  },
  placements: {
    layout: PLACEMENTS, staging: STAGED_PLACEMENTS, permission: 'placements.import', ownerColumn: 'authority_code', aboutCases: true,
    write: async (context) => {
      await writePlacements(context);
      await writeEndings(context);
      await context.manager.query(
        `UPDATE young_person y SET version = y.version + 1 FROM (SELECT DISTINCT case_id FROM import_row WHERE outcome <> 'unchanged') r WHERE y.id = r.case_id`,
      );
      await writeActs(context, [...PLACEMENT_ACTS, ...ENDING_ACTS]);
    },
  },
};
