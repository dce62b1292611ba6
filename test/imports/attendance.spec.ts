import { setTimeout as wait } from 'node:timers/promises';
import { describe, expect, it } from '@jest/globals';
import { UnitOfWork } from '../../src/database/unit-of-work.js';
import type { Actor } from '../../src/domain/permissions.js';
import { checkUln } from '../../src/domain/identifiers.js';
import { DutiesService } from '../../src/duties/duties.service.js';
import type { ImportBatch } from '../../src/imports/import-batch.entity.js';
import { somebody } from '../support/arbitrary-parties.js';
import { importing, KEMI, roster, WHY } from '../support/import-files.js';
import { workbook } from '../support/workbook.js';

const on = importing();
const { at, load, preview } = on;

/** A ULN with its check digit. */
const ulnOf = (nine: string): string => [...'0123456789'].map((digit) => `${nine}${digit}`).find((one) => checkUln(one) === 'valid') ?? '';
const [KEMIS, ADAS, OTTOS] = ['9276308686', ulnOf('200300401'), ulnOf('200300402')];
const young = (code: string, id: string, name: string, uln: string, provider: string, course = 'Baking', starts = '2026-09-07'): string =>
  `${code},${id},,${name},2009-05-0${id},${uln},,in care,,,,,${provider},${course},2,2026-05-18,${starts},2027-07-02,,`;
const ADA = young('E08000026', '2', 'Ada Holm', ADAS, '10099001');
const OTTO = young('E08000025', '3', 'Otto Marsh', OTTOS, '10099002');
const MIA = 'E08000025,4,,Mia Byrne,2009-05-04,,,in care,,,,,,,,,,,,';

/** Tom Pryce, designated person of Aldermere College (10099001). */
const TOM: Actor = somebody({ personId: 5, providerId: 1, posts: [{ post: 'designated-person', authorityCode: null, providerId: 1, team: null }] });

const HEADER = 'reference,uln,course,month,week,possible,attended,authorised';
const file = (...rows: string[]): string => [HEADER, ...rows, ''].join('\n');
const faults = (batch: ImportBatch): string[] => batch.errors.map(({ line, column, code, value }) => `${line} ${column} ${code}${value === '' ? '' : ` "${value}"`}`);

/** Their cases on Monday 9 November 2026: Kemi of Birmingham and Ada of Coventry at Aldermere, Otto at Brackenhill, Mia nowhere. */
async function learners(...more: string[]): Promise<string[]> {
  await load('young-people', roster(KEMI, ADA, OTTO, MIA, ...more));
  at('2026-11-09T09:00:00Z');
  return (await on.dataSource.query<{ reference: string }[]>('SELECT reference FROM young_person ORDER BY id')).map(({ reference }) => reference);
}

const sendAs = async (actor: Actor | null, text: string, reason: string | null = null): Promise<ImportBatch> => on.imports.confirmImport(actor, (await preview('attendance', text, actor)).id, reason);
const returns = () => on.dataSource.query<{ case_id: number; details: object }[]>(`SELECT case_id, details FROM record WHERE kind = 'attendance-return' AND taken_back_at IS NULL ORDER BY case_id, id`);
const duties = async (like: string): Promise<string[]> =>
  (await on.dataSource.query<{ key: string; outcome: string }[]>(`SELECT key, outcome FROM duty WHERE key LIKE $1 ORDER BY key`, [like])).map(({ key, outcome }) => `${key} ${outcome}`);

describe('a file of attendance', () => {
  it('is sent by the designated person for the learners of all authorities, by reference or by number, and keeps what is owed (EP15)', async () => {
    const [kemi] = await learners();
    const batch = await sendAs(TOM, file(`${kemi},,,2026-09,,40,38,1`, `,${KEMIS},,10/2026,,36,34,2`, `,${ADAS},,2026-10,,40,40,0`, `,${ADAS},,,2026-11-02,10,10,0`));
    expect([batch.result, batch.errors]).toEqual([{ created: 4, changed: 0, unchanged: 0 }, []]);
    expect(await returns()).toEqual([
      { case_id: 1, details: { month: '2026-09', possible: 40, attended: 38, authorised: 1 } },
      { case_id: 1, details: { month: '2026-10', possible: 36, attended: 34, authorised: 2 } },
      { case_id: 2, details: { month: '2026-10', possible: 40, attended: 40, authorised: 0 } },
      { case_id: 2, details: { week: '2026-11-02', possible: 10, attended: 10, authorised: 0 } },
    ]);
    expect(await duties('EP15/%/attendance-%')).toEqual(['EP15/placement-1/attendance-2026-10 met', 'EP15/placement-2/attendance-2026-10 met']);
    const trail = await on.dataSource.query(`SELECT name, case_id, person_id, fields FROM audit_event WHERE subject = $1 AND case_id IS NOT NULL ORDER BY id`, [`import-${batch.id}`]);
    expect(trail).toHaveLength(4);
    expect(trail[0]).toEqual({ name: 'attendance-return.record', case_id: 1, person_id: 5, fields: ['month', 'possible', 'attended', 'authorised'] });
  });

  it('says one and the same of who is not known, who is elsewhere, who has no placement and from whom one is kept out; of none of them it keeps anything', async () => {
    const [kemi, ada, otto, mia] = await learners();
    await on.dataSource.query(`INSERT INTO case_exclusion (case_id, person_id, reason, recorded_by, recorded_at) VALUES (2, 5, 'related', 3, now())`);
    const nobody = ulnOf('200300999');
    const batch = await preview('attendance', file(`LS-222222,,,2026-10,,40,38,1`, `${otto},,,2026-10,,40,38,1`, `${mia},,,2026-10,,40,38,1`, `${ada},,,2026-10,,40,38,1`, `,${nobody},,2026-10,,40,38,1`, `,${OTTOS},,2026-10,,40,38,1`, `${kemi},,,2026-10,,40,38,1`), TOM);
    expect(faults(batch)).toEqual(['2 reference NOT_YOUR_LEARNER', '3 reference NOT_YOUR_LEARNER', '4 reference NOT_YOUR_LEARNER', '5 reference NOT_YOUR_LEARNER', '6 uln NOT_YOUR_LEARNER', '7 uln NOT_YOUR_LEARNER']);
    expect(new Set(batch.errors.map(({ message }) => message)).size).toBe(1);
    expect(batch.rows.map(({ line }) => line)).toEqual([8]);
    const kept = await on.dataSource.query<{ text: string }[]>(`SELECT (rows::text || errors::text || changes::text || warnings::text) AS text FROM import_batch WHERE kind = 'attendance'`);
    for (const one of [nobody, OTTOS, otto, mia, ada]) expect(JSON.stringify([kept, batch])).not.toContain(one);
  });

  it('keeps no number or reference that cannot be read either, and shows what is wrong elsewhere', async () => {
    const [kemi] = await learners();
    const batch = await preview('attendance', file(`,1234567890,,2026-10,,40,38,1`, `LS-1,,,2026-10,,40,38,1`, `${kemi},,,2026-13,,40,38,1`, `${kemi},,,,2026-11-03,10,9,0`, `${kemi},,,2026-10,2026-10-05,10,9,0`, `${kemi},,,,,10,9,0`, `,,,2026-10,,10,9,0`, `${kemi},,,2026-11,,10,9,0`, `${kemi},,,2026-10,,10,11,0`, `${kemi},,,2026-10,,10,9,2`, `${kemi},,,2026-10,,ten,9,0`, `${kemi},,,2026-08,,10,9,0`), TOM);
    expect(faults(batch)).toEqual([
      '2 uln ULN_INVALID', '3 reference REFERENCE_INVALID', '4 month NOT_A_MONTH "2026-13"', '5 week NOT_A_MONDAY "2026-11-03"', '6 week ONE_OF_TWO "2026-10-05"', '7 month MISSING', '8 reference MISSING',
      '9 month IN_THE_FUTURE "2026-11"', '10 attended TOO_LARGE "11"', '11 authorised TOO_LARGE "2"', '12 possible NOT_A_NUMBER "ten"', '13 month NOT_UNDER_WAY "2026-08"',
    ]);
  });

  it('of a learner with two placements there asks for the course, and takes each time once', async () => {
    await learners();
    at('2026-10-05T09:00:00Z');
    await load('placements', 'authority_code,local_id,provider_ukprn,course,level,starts_on\nE08000025,1,10099001,English,1,2026-09-14\n');
    at('2026-11-09T09:00:00Z');
    const batch = await preview('attendance', file(`,${KEMIS},,2026-10,,40,38,1`, `,${KEMIS},english,2026-10,,10,9,1`, `,${KEMIS},Carpentry,2026-10,,40,38,1`, `,${KEMIS},CARPENTRY,2026-10,,40,37,1`, `,${KEMIS},Welding,2026-10,,40,37,1`), TOM);
    expect(faults(batch)).toEqual(['2 course SEVERAL_PLACEMENTS', '5 possible DUPLICATE_ROW "40"', '6 uln NOT_YOUR_LEARNER']);
    expect(batch.errors[1]?.message).toContain('The other is line 4.');
    expect(batch.result.created).toBe(2);
  });

  it('twice changes nothing; another file for the same time corrects what was sent before, with a reason, and says so beforehand', async () => {
    await learners();
    const rows = [`,${KEMIS},,2026-10,,40,38,1`, `,${ADAS},,2026-10,,40,39,1`];
    await sendAs(TOM, file(...rows));
    at('2026-11-10T09:00:00Z');
    expect((await sendAs(TOM, file(...rows))).result).toEqual({ created: 0, changed: 0, unchanged: 2 });
    const other = await preview('attendance', file(`,${KEMIS},,2026-10,,40,20,1`, rows[1] ?? ''), TOM);
    expect([other.result, other.changes.map(({ line, column, before, after }) => `${line} ${column} ${before} ${after}`)]).toEqual([{ created: 0, changed: 1, unchanged: 1 }, ['2 attended 38 20']]);
    expect((await on.imports.readChanges(TOM, other.id)).map(({ before }) => before)).toEqual(['38']);
    await expect(on.imports.confirmImport(TOM, other.id)).rejects.toMatchObject({ code: 'INVALID' });
    await on.imports.confirmImport(TOM, other.id, WHY);
    expect(await returns()).toHaveLength(2);
    expect(await on.dataSource.query(`SELECT fact, fact_id, placement_id, corrected_by, import_id FROM correction`)).toEqual([{ fact: 'attendance-return', fact_id: 1, placement_id: 1, corrected_by: 5, import_id: other.id }]);
    // Under 90 % from the day on which it was sent.
    expect(await duties('KW7/%')).toEqual(['KW7/placement-1/attendance-1 open']);
  });

  it('does not correct what the home authority sent in the provider’s place', async () => {
    await learners();
    await on.dataSource.query(`INSERT INTO record (case_id, placement_id, kind, happened_on, details, words, recorded_by, recorded_at) VALUES (1, 1, 'attendance-return', '2026-11-02', '{"month":"2026-10","possible":40,"attended":30,"authorised":0}', '{}', 1, now())`);
    expect(faults(await preview('attendance', file(`,${KEMIS},,2026-10,,40,38,1`), TOM))).toEqual(['2 attended NOT_YOURS_TO_CORRECT "38"']);
    expect((await preview('attendance', file(`,${KEMIS},,2026-10,,40,30,0`), TOM)).result).toEqual({ created: 0, changed: 0, unchanged: 1 });
  });

  it('taken back leaves no trace: figures, duties and what was sent before are as they were; what was put right since stays', async () => {
    await learners();
    await sendAs(TOM, file(`,${KEMIS},,2026-09,,40,38,1`));
    // What time alone has opened is there first.
    await UnitOfWork.forSystem(on.dataSource, on.clock).run(() => new DutiesService().rederive([1, 2, 3]));
    const asItWas = [await returns(), await duties('%')];
    at('2026-11-10T09:00:00Z');
    const batch = await sendAs(TOM, file(`,${KEMIS},,2026-09,,40,10,1`, `,${KEMIS},,2026-10,,40,12,1`, `,${ADAS},,2026-10,,40,40,0`), WHY);
    expect((await duties('KW7/%')).length).toBe(2);
    at('2026-11-11T09:00:00Z');
    const taken = await on.imports.takeImportBack(TOM, batch.id, 'It was the file of last year.');
    expect([taken.state, taken.result]).toEqual(['taken-back', { created: 2, changed: 1, unchanged: 0 }]);
    // A duty that was opened by what was taken back stays on record as no longer owed.
    const isOpened = (line: string): boolean => /^(KW7|VS6)\/.*\/attendance-/.test(line);
    const now = await duties('%');
    expect([await returns(), now.filter((line) => !isOpened(line))]).toEqual(asItWas);
    expect(now.filter(isOpened).map((line) => line.slice(-14))).toEqual(Array.from({ length: 4 }, () => 'no longer owed'));
    await expect(on.imports.takeImportBack(TOM, batch.id, 'Once more.')).rejects.toMatchObject({ code: 'NOT_TO_BE_TAKEN_BACK' });

    const again = await sendAs(TOM, file(`,${KEMIS},,2026-10,,40,12,1`, `,${ADAS},,2026-10,,40,40,0`));
    await on.dataSource.query(`INSERT INTO correction (id, case_id, fact, fact_id, placement_id, before, after, reason, corrected_by, corrected_at)
      SELECT 999, k.case_id, c.fact, k.id, c.placement_id, c.before, c.after, c.reason, 5, now() FROM correction c, record k WHERE k.import_id = $1 AND k.case_id = 2 LIMIT 1`, [again.id]);
    await on.dataSource.query(`UPDATE record SET details = details || '{"attended": 39}' WHERE import_id = $1 AND case_id = 2`, [again.id]);
    expect((await on.imports.takeImportBack(TOM, again.id, 'It was the file of last year.')).result).toEqual({ created: 1, changed: 0, unchanged: 1 });
    expect((await returns()).map(({ details }) => details)).toEqual([{ month: '2026-09', possible: 40, attended: 38, authorised: 1 }, { month: '2026-10', possible: 40, attended: 39, authorised: 0 }]);
  });

  it('taken back after a later one is there no more either; before it, is refused: the later one is taken back first', async () => {
    await learners();
    const first = await sendAs(TOM, file(`,${KEMIS},,2026-10,,40,38,1`));
    at('2026-11-10T09:00:00Z');
    const second = await sendAs(TOM, file(`,${KEMIS},,2026-10,,40,36,1`), WHY);
    const third = await sendAs(TOM, file(`,${KEMIS},,2026-10,,40,12,1`), WHY);
    for (const one of [first, second]) await expect(on.imports.takeImportBack(TOM, one.id, WHY)).rejects.toMatchObject({ code: 'ANOTHER_FILE_SINCE', message: expect.stringContaining(`import ${third.id}`) });
    const attended = async () => (await returns()).map(({ details }) => (details as { attended: number }).attended);
    await on.imports.takeImportBack(TOM, third.id, WHY);
    expect(await attended()).toEqual([36]);
    await on.imports.takeImportBack(TOM, second.id, WHY);
    expect(await attended()).toEqual([38]);
    await on.imports.takeImportBack(TOM, first.id, WHY);
    expect(await attended()).toEqual([]);
  });

  it('waits for whoever records in one of its cases, and goes by what they recorded', async () => {
    await learners();
    const batch = await preview('attendance', file(`,${KEMIS},,2026-10,,40,38,1`), TOM);
    const other = on.dataSource.createQueryRunner();
    await other.startTransaction();
    await other.query('SELECT id FROM young_person WHERE id = 1 FOR NO KEY UPDATE');
    await other.query(`INSERT INTO record (case_id, placement_id, kind, happened_on, details, words, recorded_by, recorded_at) VALUES (1, 1, 'attendance-return', '2026-11-09', '{"month":"2026-10","possible":40,"attended":38,"authorised":1}', '{}', 5, now())`);
    const confirmed = on.imports.confirmImport(TOM, batch.id);
    const waiting = async () => (await on.dataSource.query<{ n: number }[]>(`SELECT count(*)::int AS n FROM pg_stat_activity WHERE datname = current_database() AND wait_event_type = 'Lock'`))[0]?.n;
    while ((await waiting()) !== 1) await wait(10);
    await other.commitTransaction();
    await other.release();
    expect([(await confirmed).result, (await returns()).length]).toEqual([{ created: 0, changed: 0, unchanged: 1 }, 1]);
  });

  it('is for a designated person alone, and a file of another kind is not taken back', async () => {
    await learners();
    const admin = somebody({ personId: 6, posts: [{ post: 'administrator', authorityCode: 'E08000026', providerId: null, team: null }] });
    await expect(preview('attendance', file(`,${KEMIS},,2026-10,,40,38,1`), admin)).rejects.toMatchObject({ code: 'NOT_ALLOWED' });
    await expect(preview('young-people', roster(KEMI), TOM)).rejects.toMatchObject({ code: 'NOT_ALLOWED' });
    const batch = await load('young-people', roster(KEMI));
    await expect(on.imports.takeImportBack(null, batch.id, WHY)).rejects.toMatchObject({ code: 'NOT_TO_BE_TAKEN_BACK' });
  });

  it.each([
    ['UTF-8 with a byte order mark', (text: string) => Buffer.from(`\uFEFF${text}`)],
    ['Windows-1252', (text: string) => Buffer.from(text, 'latin1')],
    ['semicolons and Windows line ends', (text: string) => Buffer.from(text.replaceAll(',', ';').replaceAll('\n', '\r\n'))],
  ])('is read as CSV in %s', async (_, encoded) => {
    await load('young-people', roster(KEMI.replace('Carpentry', 'Pâtisserie')));
    at('2026-11-09T09:00:00Z');
    const batch = await on.imports.previewImport(TOM, 'attendance', 'file.csv', encoded(file(`,${KEMIS},Pâtisserie,2026-10,,040,0038,01`)));
    expect([batch.errors, batch.rows.map(({ cells }) => cells)]).toEqual([[], [expect.objectContaining({ possible: '40', attended: '38', authorised: '1' })]]);
  });

  it('is read as Excel: numbers, days that a spreadsheet made of months, and no formula as text', async () => {
    await learners();
    const sheet = workbook([HEADER.split(','), ['', Number(KEMIS), '', { day: 46266 }, '', 40, 38, 1], ['', Number(ADAS), '', '', { day: 46328 }, 10, 9, 1], ['', Number(ADAS), '', '2026-10', '', '=40', '@38', '+1']]);
    const batch = await on.imports.previewImport(TOM, 'attendance', 'file.xlsx', sheet);
    expect(batch.rows.map(({ cells: { month, week } }) => month ?? week)).toEqual(['2026-09', '2026-11-02']);
    expect(faults(batch)).toEqual(['4 possible NOT_A_NUMBER "=40"', '4 attended NOT_A_NUMBER "@38"', '4 authorised NOT_A_NUMBER "+1"']);
  });
});
