import { afterAll, beforeAll, describe, expect, it } from '@jest/globals';
import type { DataSource } from 'typeorm';
import { urlFor } from '../src/database/roles.js';
import { startTestApplication, type TestApplication } from './support/application.js';
import { openDatabase } from './support/database.js';
import { foundByEntity, rowsByTable, seenByTable, wantedByTable, type ByTable, type Snapshot } from './support/every-row.js';
import { TEST_KEYS } from './support/keys.js';
import { twoOfEverything, type Asked, type TwoOfEverything } from './support/two-of-everything.js';
import { PARTS, SEEN } from './support/who-sees-which-rows.js';

/* Who has which row of which table, as `lsa_web` with the secret of their session: against a reading of its own, table by table. */

let test: TestApplication;
let web: DataSource;
let world: TwoOfEverything;
let snapshot: Snapshot;
beforeAll(async () => {
  test = await startTestApplication();
  world = await twoOfEverything(test);
  snapshot = await rowsByTable(test.operator);
  web = await openDatabase(urlFor('web', test.config.databaseUrl, TEST_KEYS));
}, 300_000);
afterAll(async () => {
  await web?.destroy();
  await test.close();
});

const EVERYBODY = Object.keys(PARTS) as Asked[];
const NOBODY = { id: 0, secret: '' };
const ofEntities = (all: ByTable): ByTable => Object.fromEntries(web.entityMetadatas.map(({ tableName }) => [tableName, all[tableName] ?? []]));

describe('every table of the database', () => {
  it('is in the reading, and has rows where anybody may ask for some', () => {
    expect(Object.keys(SEEN).sort()).toEqual([...snapshot.keys()].sort());
    expect(EVERYBODY.sort()).toEqual(Object.keys(world.asked).sort());
    expect([...snapshot].filter(([table, rows]) => SEEN[table] !== 'nobody' && rows.length === 0).map(([table]) => table)).toEqual([]);
  });

  it('that is about a case or an organisation has rows that some see and others do not', () => {
    const answers = EVERYBODY.map((who) => wantedByTable(world, snapshot, who, true));
    const alike = Object.keys(SEEN).filter((table) => SEEN[table] !== 'nobody' && answers.every((answer) => String(answer[table]) === String(answers[0]?.[table])));
    // What anybody may read of an authority, the bank holidays, and what is of nobody.
    expect(alike).toEqual(['audit_seal', 'branding', 'calendar_addition', 'purpose_key']);
  });

  it.each(EVERYBODY)('gives %s the rows that are theirs to see, with a trace and without', async (who) => {
    for (const traced of [false, true]) {
      expect({ traced, ...(await seenByTable(web, world, snapshot, world.asked[who], traced ? PARTS[who] : {})) }).toEqual({ traced, ...wantedByTable(world, snapshot, who, traced) });
    }
  });

  it.each(EVERYBODY)('gives %s the same through every entity', async (who) => {
    expect(await foundByEntity(web, world, snapshot, world.asked[who], PARTS[who])).toEqual(ofEntities(wantedByTable(world, snapshot, who, true)));
  });

  it('has no row for nobody, for a secret that nobody has, and for a session that is over', async () => {
    const none: ByTable = Object.fromEntries(Object.entries(SEEN).map(([table, sees]) => [table, sees === 'nobody' ? ('refused' as const) : []]));
    for (const secret of ['', 'nobody-has-this']) expect(await seenByTable(web, world, snapshot, { ...NOBODY, secret }, {})).toEqual(none);
    await test.operator.query(`UPDATE session SET last_seen_at = last_seen_at - interval '30 minutes' WHERE person_id = $1`, [world.asked.head.id]);
    expect(await seenByTable(web, world, snapshot, world.asked.head, {})).toEqual(none);
    expect(await foundByEntity(web, world, snapshot, world.asked.head, {})).toEqual(ofEntities(none));
  });
});
