import { afterAll, beforeAll, describe, expect, it } from '@jest/globals';
import type { DataSource } from 'typeorm';
import { UnitOfWork } from '../src/database/unit-of-work.js';
import type { Actor } from '../src/domain/permissions.js';
import { DutiesService } from '../src/duties/duties.service.js';
import { DutyClock } from '../src/duties/duty-clock.service.js';
import { DutyRow } from '../src/duties/duty.entity.js';
import { NightlyDerivation } from '../src/duties/nightly-derivation.service.js';
import { EmergenciesService } from '../src/emergencies/emergencies.service.js';
import { Escalation } from '../src/escalations/escalation.entity.js';
import { EscalationsService } from '../src/escalations/escalations.service.js';
import { PlacementsService } from '../src/placements/placements.service.js';
import { RiskNoticesService } from '../src/risk-notices/risk-notices.service.js';
import { TrainingClock } from '../src/training/training-clock.service.js';
import { RELEASED } from '../src/duties/released.js';
import { KeyWorkersService } from '../src/young-people/key-workers.service.js';
import { YoungPeopleService } from '../src/young-people/young-people.service.js';
import { startTestApplication, type TestApplication } from './support/application.js';
import { BIRMINGHAM, COVENTRY } from './support/region.js';

/** Facts in, duties out, on a real database with the training clock: what the engine writes, and when. */
describe('the duties engine', () => {
  let test: TestApplication;
  let app: TestApplication['app'];
  let db: DataSource;
  let manager: Actor;
  let keyWorker: Actor;
  let keyContact: Actor;
  let designated: Actor;

  beforeAll(async () => {
    test = await startTestApplication();
    ({ app, dataSource: db } = test);
    test.setNow('2026-05-04 10:00');
    [manager, keyWorker, keyContact, designated] = await Promise.all([
      test.actor('manager'), test.actor('keyWorker'), test.actor('keyContact'), test.actor('designatedPerson'),
    ]);
    // EP12 goes to the Virtual Heads of both authorities.
    await db.query(`WITH head AS (INSERT INTO person (name, email, authority_code) VALUES ('Lois Head', 'lois.head@region.example', '${COVENTRY}') RETURNING id)
      INSERT INTO post_holding (person_id, post, authority_code, from_on) SELECT id, 'virtual-head', '${COVENTRY}', '2020-01-01' FROM head`);
  });

  afterAll(() => test.close());

  const moveTo = (instant: string) => app.get(TrainingClock).moveClock(new Date(instant));
  const duty = (key: string) => db.getRepository(DutyRow).findOneByOrFail({ key });
  const mails = async (since: string): Promise<string[]> => {
    const rows = await db.query<{ at: Date; to: string; stage: string; key: string }[]>(
      `SELECT m.written_at AS at, m.to_address AS to, n.stage, d.key FROM message m JOIN message_notice mn ON mn.message_id = m.id
       JOIN notice n ON n.id = mn.notice_id JOIN duty d ON d.id = n.duty_id WHERE m.written_at >= $1 AND m.state = 'kept'
       ORDER BY m.written_at, d.key, n.stage, m.to_address`,
      [since],
    );
    return rows.map((row) => `${row.at.toISOString().slice(0, 16)} ${row.key} ${row.stage} ${row.to.split('.')[0] ?? ''}`);
  };
  let reference: string;

  it('registers a young person: the key worker is owed at once, and kept by the assignment', async () => {
    const youngPerson = await app.get(YoungPeopleService).registerYoungPerson(keyContact, {
      homeAuthorityCode: BIRMINGHAM, localId: 'B1', preferredName: 'Sam', legalName: 'Samuel Invented', bornOn: '2009-01-15', careStatus: 'relevant',
    });
    reference = youngPerson.reference;
    expect((await duty(`SC1/young-person-${youngPerson.id}`)).dueOn).toBe('2026-05-11');
    await app.get(KeyWorkersService).assignKeyWorker(manager, reference, { personId: test.region.people.keyWorker, kind: 'social-worker', authorityToActConfirmed: true });
    expect((await duty(`SC1/young-person-${youngPerson.id}`)).outcome).toBe('met');
  });

  it('walks a placement agreed in May to a plan missed on 8 October 2026, each reminder on its day and the ladder after it', async () => {
    const placement = await app.get(PlacementsService).agreePlacement(keyWorker, reference, { providerId: test.region.providers.ashgrove, course: 'Joinery', level: 2, startsOn: '2026-09-07' });
    const plan = `KW3/placement-${placement.id}`;
    expect(await duty(plan)).toMatchObject({ dueOn: '2026-10-07', missedFrom: new Date('2026-10-07T23:00:00Z'), outcome: 'open' });
    await moveTo('2026-10-23T08:30:00Z');
    expect((await mails('2026-05-05')).filter((line) => line.includes(plan))).toEqual([
      ...['2026-07-15T07:00', '2026-08-24T07:00', '2026-09-07T07:00', '2026-09-21T07:00', '2026-09-30T07:00', '2026-10-06T07:00'].flatMap((at, index) =>
        ['dan', 'kofi'].map((who) => `${at} ${plan} ${['reminder-07-15', 'reminder-start-14', 'reminder-start', 'reminder-start+14', 'reminder-start+23', 'reminder-start+29'][index]} ${who}`)),
      ...['dan', 'kofi', 'marta', 'priya', 'prudence'].map((who) => `2026-10-08T07:00 ${plan} level-1 ${who}`),
      `2026-10-15T07:00 ${plan} level-2 hugh`,
      `2026-10-22T07:00 ${plan} level-3 dilys`,
    ]);
    const { id: dutyId } = await duty(plan);
    expect(await db.getRepository(Escalation).findBy({ dutyId })).toMatchObject([{ level: 3, openedAt: new Date('2026-10-07T23:00:00Z'), closedAt: null }]);
  });

  it('owes four legs on Friday 30 October 2026: the e-mails go at once and close theirs, an unanswered call stays open and is missed at midnight', async () => {
    await moveTo('2026-10-30T16:00:00Z');
    const placementId = (await db.query<{ id: number }[]>('SELECT id FROM placement'))[0]?.id ?? 0;
    const notice = await app.get(RiskNoticesService).reportRisk(designated, reference, { placementId, kind: 'suspended', whatHappened: 'A fight.' });
    const calls = app.get(RiskNoticesService);
    await calls.recordCall(designated, reference, notice.id, { to: 'key-worker', outcome: 'spoke', spokeTo: 'Kofi Mensah' });
    await calls.recordCall(designated, reference, notice.id, { to: 'key-contact', outcome: 'no-answer' });
    await moveTo('2026-10-31T01:00:00Z');
    const legs = await db.query<{ key: string; outcome: string; late: boolean }[]>(`SELECT key, outcome, late FROM duty WHERE clause = 'EP11' ORDER BY key`);
    expect(legs).toEqual([
      { key: `EP11/notice-${notice.id}/email/key-contact`, outcome: 'met', late: false },
      { key: `EP11/notice-${notice.id}/email/key-worker`, outcome: 'met', late: false },
      { key: `EP11/notice-${notice.id}/phone/key-contact`, outcome: 'open', late: false },
      { key: `EP11/notice-${notice.id}/phone/key-worker`, outcome: 'met', late: false },
    ]);
    const sent = (await mails('2026-10-30T15:59:00Z')).filter((line) => line.includes('EP11/'));
    expect(sent).toContain(`2026-10-30T16:00 EP11/notice-${notice.id}/email/key-worker notice kofi`);
    expect(sent).toContain(`2026-10-30T17:00 EP11/notice-${notice.id}/phone/key-contact reminder-17:00 dan`);
    expect(sent).toContain(`2026-10-31T00:00 EP11/notice-${notice.id}/phone/key-contact level-1 priya`);
    expect(sent.filter((line) => line.includes('email/') && line.includes('reminder'))).toEqual([]);
  });

  it('refuses a permanent exclusion before the meeting, and takes it as a breach straight to both Virtual Heads', async () => {
    const placementId = (await db.query<{ id: number }[]>('SELECT id FROM placement'))[0]?.id ?? 0;
    const end = (alreadyHappened: boolean) =>
      app.get(PlacementsService).endPlacement(designated, reference, placementId, { kind: 'permanently-excluded', alreadyHappened });
    await expect(end(false)).rejects.toMatchObject({ status: 409, code: 'PROCEDURE_NOT_FOLLOWED', reasons: [{ code: 'LEG_OPEN' }, { code: 'MEETING_NOT_HELD' }] });
    expect(await db.query('SELECT 1 FROM placement_ending')).toEqual([]);
    await end(true);
    await moveTo('2026-10-31T01:05:00Z');
    const sent = (await mails('2026-10-31T01:00:00Z')).filter((line) => line.includes('EP12') && line.includes('level-2'));
    expect(sent.map((line) => line.slice(0, 16))).toEqual(['2026-10-31T01:00', '2026-10-31T01:00']);
    expect(await db.query(`SELECT DISTINCT m.to_address FROM message m JOIN message_notice mn ON mn.message_id = m.id JOIN notice n ON n.id = mn.notice_id
      WHERE n.clause = 'EP12' AND n.stage = 'level-2' ORDER BY 1`)).toEqual([{ to_address: 'hugh.farrow@region.example' }, { to_address: 'lois.head@region.example' }]);
  });

  it('counts an emergency raised at 12:00 on Saturday 27 March 2027 in elapsed hours over the clock change', async () => {
    await moveTo('2027-03-27T12:00:00Z');
    const emergency = await app.get(EmergenciesService).raiseEmergency(keyWorker, reference, { whatHappened: 'No bed tonight.' });
    expect(await duty(`KW8/emergency-${emergency.id}`)).toMatchObject({ dueAt: new Date('2027-03-28T12:00:00Z') });
    await moveTo('2027-03-28T11:00:00Z');
    await app.get(EmergenciesService).respondToEmergency(keyWorker, reference, emergency.id, { response: 'Found a bed.' });
    expect(await duty(`KW8/emergency-${emergency.id}`)).toMatchObject({ outcome: 'met', late: false, nextActionAt: null });
    expect((await mails('2027-03-27T11:59:00Z')).filter((line) => line.includes('KW8')).map((line) => line.split(' ')[2])).toEqual([
      'reminder-at-once', 'reminder-4h', 'reminder-12h', 'reminder-20h', 'reminder-23h',
    ]);
  });

  it('lets a queue item be taken, annotated and resolved with a reason, once each', async () => {
    const queue = app.get(EscalationsService);
    const open = await db.query<{ id: number }[]>('SELECT id FROM escalation WHERE closed_at IS NULL ORDER BY id');
    const openId = open[0]?.id ?? 0;
    await queue.takeItem(keyContact, openId, 1);
    await expect(queue.annotate(keyContact, openId, { text: 'Rang the college.' }, 1)).rejects.toMatchObject({ code: 'CHANGED_SINCE' });
    await queue.annotate(keyContact, openId, { text: 'Rang the college.' }, 2);
    await queue.resolve(keyContact, openId, { reason: 'Agreed with both heads.' });
    await expect(queue.takeItem(keyContact, openId)).rejects.toMatchObject({ code: 'ALREADY_CLOSED' });
    // The words themselves are sealed, in the release alone.
    expect(await db.getRepository(Escalation).findOneByOrFail({ id: openId })).toMatchObject({ closedBecause: RELEASED });
  });

  it('keeps what somebody records while a slower use case, begun before, waits to derive the same case', async () => {
    const caseId = (await db.query<{ id: number }[]>('SELECT id FROM young_person WHERE reference = $1', [reference]))[0]?.id ?? 0;
    let goOn = (): void => undefined;
    const gate = new Promise<void>((resolve) => (goOn = resolve));
    const slow = app.get(UnitOfWork).run(async () => {
      await gate;
      await app.get(DutiesService).rederive([caseId]);
    });
    await moveTo('2027-04-01T09:00:00Z');
    const emergency = await app.get(EmergenciesService).raiseEmergency(keyWorker, reference, { whatHappened: 'Locked out.' });
    await app.get(DutyClock).sweep();
    goOn();
    await slow;
    expect(await duty(`KW8/emergency-${emergency.id}`)).toMatchObject({ outcome: 'open' });
    await test.runJobs();
    expect((await mails('2027-04-01T08:59:00Z')).filter((line) => line.includes(`KW8/emergency-${emergency.id}`))).toHaveLength(1);
  });

  it('says what it had dropped with a released duty when the release was a mistake', async () => {
    const emergency = await app.get(EmergenciesService).raiseEmergency(keyWorker, reference, { whatHappened: 'Locked out again.' });
    const key = `KW8/emergency-${emergency.id}`;
    const rederive = () => app.get(UnitOfWork).run(() => app.get(DutiesService).rederive([emergency.caseId]));
    await app.get(DutyClock).sweep();
    await db.query(`INSERT INTO duty_release (case_id, duty_key, reason, released_by, released_at) SELECT $1, $2, '', $3, raised_at FROM emergency WHERE id = $4`,
      [emergency.caseId, key, keyContact.personId, emergency.id]);
    await rederive();
    expect(await db.query(`SELECT n.state FROM notice n JOIN duty d ON d.id = n.duty_id WHERE d.key = $1`, [key])).toEqual([{ state: 'dropped' }]);
    await db.query('DELETE FROM duty_release WHERE duty_key = $1', [key]);
    await rederive();
    await test.runJobs();
    expect((await mails('2027-04-01T08:59:00Z')).filter((line) => line.includes(key))).toHaveLength(1);
  });

  it('does what is due in other cases where one case fails, and puts that one off for an hour', async () => {
    const emergencies = await Promise.all(['A.', 'B.', 'C.'].map((whatHappened) => app.get(EmergenciesService).raiseEmergency(keyWorker, reference, { whatHappened })));
    const [first, broken, third] = emergencies.map(({ id }) => `KW8/emergency-${id}`);
    await test.operator.query(`CREATE FUNCTION refuse_one() RETURNS trigger LANGUAGE plpgsql AS $$ BEGIN
        IF NEW.duty_id = (SELECT id FROM duty WHERE key = '${broken}') THEN RAISE EXCEPTION 'refused'; END IF; RETURN NEW; END $$;
      CREATE TRIGGER refuse_one BEFORE INSERT ON notice FOR EACH ROW EXECUTE FUNCTION refuse_one()`);
    await app.get(DutyClock).sweep();
    await test.operator.query('DROP TRIGGER refuse_one ON notice; DROP FUNCTION refuse_one');
    const noticed = await db.query<{ key: string }[]>(`SELECT d.key FROM notice n JOIN duty d ON d.id = n.duty_id WHERE d.key = ANY($1) ORDER BY d.id`, [[first, broken, third]]);
    expect(noticed.map(({ key }) => key).sort()).toEqual([first, third].sort());
    await moveTo('2027-04-01T10:01:00Z');
    expect((await mails('2027-04-01T09:59:00Z')).filter((line) => line.includes(broken ?? '?'))).toHaveLength(1);
  });

  it('finds nothing to put right when everything is derived again', async () => {
    expect(await app.get(NightlyDerivation).deriveAll()).toEqual([]);
  });
});
