import { EmergenciesService } from '../../src/emergencies/emergencies.service.js';
import { PlacementsService } from '../../src/placements/placements.service.js';
import { PlansService } from '../../src/plans/plans.service.js';
import { ReviewsService } from '../../src/reviews/reviews.service.js';
import { RiskNoticesService } from '../../src/risk-notices/risk-notices.service.js';
import { KeyWorkersService } from '../../src/young-people/key-workers.service.js';
import { YoungPeopleService } from '../../src/young-people/young-people.service.js';
import type { TestApplication } from './application.js';
import { keepEverydayDuties } from './everyday.js';
import { BIRMINGHAM } from './region.js';
import { insertRows } from './insert-rows.js';

/*
 * Situations with names: each sets the time it happens at and goes through the services, as the people of region.ts, so the
 * duties, the trail and the versions are those of real work. A situation contains the one above it.
 */

let registered = 0;

/** 09:00 on Monday 11 May 2026: Birmingham registers Zebedee Quill, in Year 11, whom nobody looks after yet. */
export async function caseRegistered(test: TestApplication): Promise<{ reference: string }> {
  test.setNow('2026-05-11 09:00');
  const { reference } = await test.app.get(YoungPeopleService).registerYoungPerson(await test.actor('manager'), {
    homeAuthorityCode: BIRMINGHAM,
    localId: `B-${(registered += 1)}`,
    preferredName: 'Zebedee',
    legalName: 'Zebedee Quill',
    bornOn: '2010-03-14',
    careStatus: 'in-care',
  });
  return { reference };
}

/** 10:00 the same day: Kofi Mensah, who may act as best parent, is key worker. */
export async function keyWorkerAssigned(test: TestApplication): Promise<{ reference: string; keyWorkerId: number }> {
  const { reference } = await caseRegistered(test);
  test.setNow('2026-05-11 10:00');
  const { id } = await test.app.get(KeyWorkersService).assignKeyWorker(await test.actor('manager'), reference, {
    personId: test.region.people.keyWorker,
    kind: 'social-worker',
    authorityToActConfirmed: true,
  });
  return { reference, keyWorkerId: id };
}

export interface Placed {
  reference: string;
  keyWorkerId: number;
  placementId: number;
}

/** 10:00 on Wednesday 20 May 2026: a placement at Ashgrove College in Coventry is agreed, from Monday 7 September. */
export async function placementAgreed(test: TestApplication): Promise<Placed> {
  const assigned = await keyWorkerAssigned(test);
  test.setNow('2026-05-20 10:00');
  const { id } = await test.app.get(PlacementsService).agreePlacement(await test.actor('keyWorker'), assigned.reference, {
    providerId: test.region.providers.ashgrove,
    course: 'Joinery',
    level: 2,
    startsOn: '2026-09-07',
  });
  return { ...assigned, placementId: id };
}

/** 14:00 on Monday 15 June 2026: all that the plan must have is written, and nobody has agreed to it yet. */
export async function planWritten(test: TestApplication): Promise<Placed> {
  const placed = await placementAgreed(test);
  test.setNow('2026-06-15 14:00');
  const sections = {
    'key-contacts': 'Kofi Mensah, key worker; Dan Pike, designated person',
    safeguarding: 'None known beyond the care plan',
    'own-words': 'I want to make furniture',
  } as const;
  for (const section of ['key-contacts', 'safeguarding', 'own-words'] as const) {
    await test.app.get(PlansService).writeSection(await test.actor('keyWorker'), placed.reference, placed.placementId, section, { text: sections[section] });
  }
  return placed;
}

/** 15:00 the same day, in one meeting: key worker, designated person and young person agree to the plan (KW3 is met). */
export async function planAgreed(test: TestApplication): Promise<Placed> {
  const placed = await planWritten(test);
  test.setNow('2026-06-15 15:00');
  for (const party of ['key-worker', 'designated-person', 'young-person'] as const) {
    const witness = party === 'key-worker' ? undefined : 'Priya Shah';
    await test.app.get(PlansService).agreePlan(await test.actor('keyWorker'), placed.reference, placed.placementId, { party, witness });
  }
  return placed;
}

/** 11:00 on Tuesday 20 October 2026: the first review meeting is held at the college (KW4 is met and owed again). */
export async function reviewHeld(test: TestApplication): Promise<Placed & { reviewId: number }> {
  const placed = await planAgreed(test);
  test.setNow('2026-10-20 11:00');
  const { id } = await test.app.get(ReviewsService).recordReview(await test.actor('keyWorker'), placed.reference, placed.placementId, {
    heldOn: '2026-10-20',
    attended: ['young-person', 'key-worker', 'designated-person'],
    feelsSafe: 'yes',
    present: 'Zebedee, Kofi Mensah, Dan Pike',
    whatChanged: 'Settled in; wants a workshop key',
    youngPersonsView: 'I like the workshop',
  });
  return { ...placed, reviewId: id };
}

/** 16:00 on Friday 30 October 2026: Ashgrove College suspends him. Nobody has been called, no e-mail has gone. */
export async function suspension(test: TestApplication): Promise<Placed & { noticeId: number }> {
  const placed = await planAgreed(test);
  test.setNow('2026-10-30 16:00');
  const { id } = await test.app.get(RiskNoticesService).reportRisk(await test.actor('designatedPerson'), placed.reference, {
    placementId: placed.placementId,
    kind: 'suspended',
    whatHappened: 'A fight in the workshop',
  });
  return { ...placed, noticeId: id };
}

/** 22:00 on Saturday 24 October 2026, before the clocks go back: an emergency is raised, to be answered by 21:00 on Sunday. */
export async function emergencyRaised(test: TestApplication): Promise<Placed & { emergencyId: number }> {
  const placed = await planAgreed(test);
  test.setNow('2026-10-24 22:00');
  const { id } = await test.app.get(EmergenciesService).raiseEmergency(await test.actor('designatedPerson'), placed.reference, {
    whatHappened: 'He has not come home since Friday',
    placementId: placed.placementId,
  });
  return { ...placed, emergencyId: id };
}

/** 09:00 on Monday 12 October 2026: the plan is written but not agreed, its last day (7 October) is past, it is in the queue; everything else was kept. */
export async function planMissed(test: TestApplication): Promise<Placed & { escalationId: number }> {
  const placed = await planWritten(test);
  test.setNow('2026-10-12 09:00');
  await keepEverydayDuties(test.app);
  await test.runJobs();
  const [row] = await test.dataSource.query<{ id: number }[]>(
    `SELECT e.id FROM escalation e JOIN duty d ON d.id = e.duty_id WHERE d.key = $1`,
    [`KW3/placement-${placed.placementId}`],
  );
  return { ...placed, escalationId: row?.id ?? 0 };
}

/** So many young people of Birmingham's, all called Zora, of whom nothing else is known. */
export async function manyCases({ operator }: TestApplication, count: number): Promise<void> {
  const references = Array.from({ length: count }, (_, n) => `LS-${(n + 1).toString(2).padStart(6, '0').replaceAll('0', 'A').replaceAll('1', 'B')}`);
  const zora = { home_authority_code: BIRMINGHAM, preferred_name: 'Zora', legal_name: 'Zora Ashdown', born_on: '2010-03-14', care_status: 'in-care', registered_at: '2026-05-01', version: 1, former_names: [] };
  await insertRows(operator, 'young_person', references.map((reference) => ({ ...zora, reference, local_id: reference })));
}
