import { describe, expect, it } from '@jest/globals';
import { Correction } from '../../src/corrections/correction.entity.js';
import type { Actor } from '../../src/domain/permissions.js';
import type { ImportBatch } from '../../src/imports/import-batch.entity.js';
import { OrganisationCorrection } from '../../src/organisation-records/organisation-correction.entity.js';
import { somebody } from '../support/arbitrary-parties.js';
import { importing, KEMI, PEOPLE, PROVIDERS, roster, WHY } from '../support/import-files.js';

const on = importing();
const { at, count, load, preview } = on;

describe('what a file overwrites', () => {
  const shown = async (batch: ImportBatch, actor: Actor | null = null) =>
    (await on.imports.readChanges(actor, batch.id)).map(({ line, column, before, after }) => `${line} ${column}: ${before ?? '(not yours to see)'} -> ${after}`);
  const kept = async (table: 'correction' | 'organisation_correction') =>
    on.dataSource.manager.find<Correction | OrganisationCorrection>(table === 'correction' ? Correction : OrganisationCorrection, { order: { id: 'ASC' } });
  const CHANGED = 'E08000025,1,Kem,Oluwakemi Ade-Cole,2009-11-24,,,in-care,,ruth.ashby@birmingham.example,other,no,10099001,Carpentry,3,2026-05-19,2026-09-07,2027-07-09,,';

  it('is kept as a correction: what was said, what is said, when and why; and the same file again keeps none', async () => {
    await load('young-people', roster(KEMI));
    expect(await count('correction')).toBe(0);
    at('2026-10-20T09:00:00Z');
    const batch = await preview('young-people', roster(CHANGED));
    expect(await shown(batch)).toEqual([
      '2 preferred_name: Kemi -> Kem', '2 legal_name: Oluwakemi Adeyemi -> Oluwakemi Ade-Cole', '2 date_of_birth: 2009-11-23 -> 2009-11-24',
      '2 key_worker_kind: social-worker -> other', '2 authority_to_act_confirmed: yes -> no',
      '2 level: 2 -> 3', '2 agreed_on: 2026-05-18 -> 2026-05-19', '2 ends_on: 2027-07-02 -> 2027-07-09',
    ]);
    await on.imports.confirmImport(null, batch.id, WHY);
    const said = { caseId: 1, reason: WHY, correctedBy: null, correctedAt: new Date('2026-10-20T09:00:00Z') };
    expect(await kept('correction')).toEqual([
      expect.objectContaining({ ...said, fact: 'young-person', factId: 1, placementId: null, before: { preferredName: 'Kemi', legalName: 'Oluwakemi Adeyemi', bornOn: '2009-11-23' }, after: { preferredName: 'Kem', legalName: 'Oluwakemi Ade-Cole', bornOn: '2009-11-24' } }),
      expect.objectContaining({ ...said, fact: 'key-worker', factId: 1, placementId: null, before: { kind: 'social-worker', authorityToActConfirmedAt: '2026-10-05T09:00:00Z' }, after: { kind: 'other', authorityToActConfirmedAt: null } }),
      expect.objectContaining({ ...said, fact: 'placement', factId: 1, placementId: 1, before: { level: 2, agreedOn: '2026-05-18', endsOn: '2027-07-02' }, after: { level: 3, agreedOn: '2026-05-19', endsOn: '2027-07-09' } }),
    ]);
    expect((await load('young-people', roster(CHANGED))).result).toEqual({ created: 0, changed: 0, unchanged: 1 });
    expect(await count('correction')).toBe(3);
  });

  it('of numbers is sealed as those are, and what was empty is added without a reason', async () => {
    await load('young-people', roster(KEMI.replace('9276308686,H801200001001', ',')));
    await on.imports.confirmImport(null, (await preview('young-people', roster(KEMI.replace(',H801200001001', ',')))).id);
    expect(await count('correction')).toBe(0);
    const batch = await preview('young-people', roster(KEMI.replace('9276308686,H801200001001', '4026147834,')));
    expect(await shown(batch)).toEqual(['2 uln: 9276308686 -> 4026147834']);
    await on.imports.confirmImport(null, batch.id, WHY);
    expect(await kept('correction')).toMatchObject([{ fact: 'young-person', before: { uln: '9276308686' }, after: { uln: '4026147834' } }]);
    expect(JSON.stringify(await on.dataSource.query('SELECT before, after FROM correction'))).not.toMatch(/9276308686|4026147834/);
  });

  it('of people, their posts and providers is kept with the organisation', async () => {
    at('2026-10-06T09:00:00Z');
    await load('providers', PROVIDERS.replace('Aldermere College,further', 'Aldermere Learning,further'));
    await load('people', PEOPLE.replace('Ruth Ashby,Ruth.Ashby@birmingham.example,07700 900101', 'Ruth Ash,ruth.ashby@birmingham.example,07700 900109').replace('16+ North,2026-01-05', '16+ North,2026-02-02'));
    expect(await kept('organisation_correction')).toMatchObject([
      { fact: 'provider', factId: 1, providerId: 1, authorityCode: null, before: { name: 'Aldermere College' }, after: { name: 'Aldermere Learning' }, reason: WHY, correctedBy: null },
      { fact: 'person', factId: expect.any(Number), providerId: null, authorityCode: 'E08000025', before: { name: 'Ruth Ashby', phone: '07700 900101' }, after: { name: 'Ruth Ash', phone: '07700 900109' } },
      { fact: 'post-holding', factId: 1, authorityCode: 'E08000025', before: { fromOn: '2026-01-05', untilOn: null }, after: { fromOn: '2026-02-02', untilOn: null } },
    ]);
  });

  it('is refused without a reason, whole, and where it is not what the preview showed', async () => {
    await load('young-people', roster(KEMI));
    const batch = await preview('young-people', roster(CHANGED, 'E08000025,2,,B,2009-02-01,,,in-care,,,,,,,,,,,,'));
    await expect(on.imports.confirmImport(null, batch.id)).rejects.toMatchObject({ status: 422, reasons: [{ code: 'REASON_MISSING', field: 'reason' }] });
    expect([await count('young_person'), await count('correction')]).toEqual([1, 0]);
    await load('young-people', roster(KEMI.replace('Kemi,', 'Kemmy,')));
    await expect(on.imports.confirmImport(null, batch.id, WHY)).rejects.toMatchObject({ status: 409, code: 'IMPORT_OUT_OF_DATE', reasons: [{ code: 'CHANGED_SINCE', field: 'preferred_name' }] });
    expect([await count('young_person'), await count('correction')]).toEqual([1, 1]);
  });

  it('shows what was said of a case to those alone who see that case, and each look is part of its trail', async () => {
    await load('young-people', roster(KEMI));
    const looks = async () => on.dataSource.query(`SELECT person_id, case_id FROM audit_event WHERE name = 'case.read' ORDER BY id`);
    const posted = (personId: number, post: 'administrator' | 'key-contact'): Actor => somebody({ personId, posts: [{ post, authorityCode: 'E08000025', providerId: null, team: null }] });
    const [administrator, keyContact] = [posted(5, 'administrator'), posted(3, 'key-contact')];
    const file = roster(KEMI.replace('Kemi,', 'Kem,'));
    expect(await shown(await preview('young-people', file, administrator), administrator)).toEqual(['2 preferred_name: (not yours to see) -> Kem']);
    expect(await looks()).toEqual([]);
    const batch = await preview('young-people', file, keyContact);
    expect(await shown(batch, keyContact)).toEqual(['2 preferred_name: Kemi -> Kem']);
    expect(await looks()).toEqual([{ person_id: 3, case_id: 1 }]);
    await on.dataSource.query(`INSERT INTO case_exclusion (case_id, person_id, reason, recorded_by, recorded_at) VALUES (1, 3, 'related', 1, now())`);
    expect(await shown(batch, keyContact)).toEqual(['2 preferred_name: (not yours to see) -> Kem']);
    expect(await looks()).toHaveLength(1);
  });
});
