import { Injectable } from '@nestjs/common';
import { writeSampleAgreements } from '../agreements/sample-agreements.js';
import { Clock } from '../clock.js';
import { transaction, UnitOfWork } from '../database/unit-of-work.js';
import { londonDate } from '../domain/time/london.js';
import { DutiesService } from '../duties/duties.service.js';
import { conflict, invalid } from '../errors.js';
import { UNWATCHED, type Progress } from '../long-work/progress.js';
import { Installation } from '../installation/installation.entity.js';
import { seedAuthorities } from '../organisations/seed-authorities.js';
import { countCases, planCases, tellCases, type ToldCases } from './sample-cases.js';
import { knownSinceOpened, writePastActions, writeSentNotices } from './sample-history.js';
import { workOnQueue } from './sample-queue.js';
import { makeSignIns, type SampleSignIn } from './sample-sign-ins.js';
import { inventStaff, writeStaff, type SampleStaff } from './sample-staff.js';
import { writeTrail } from './sample-trail.js';
import { writeUsualRecords } from './usual-records.js';

export interface SampleRegion {
  /** How many young people the sample has now, and how many of them are new. */
  youngPeople: number;
  added: number;
  /** For the people who can sign in, where this is the first making; null when there were sign-ins before. */
  signIns: SampleSignIn[] | null;
}

const SEED = 20_160_901;
const CASES_AT_A_TIME = 500;
export const DEFAULT_YOUNG_PEOPLE = 300;
export const MOST_YOUNG_PEOPLE = 200_000;

/** The sample region: invented people and cases at every stage, the same whenever it is made at the same time. */
@Injectable()
export class SampleRegionService {
  constructor(
    private readonly unitOfWork: UnitOfWork,
    private readonly clock: Clock,
    private readonly duties: DutiesService,
  ) {}

  /**
   * Makes the sample region of a training installation with so many young people; where there is one, adds those that it
   * lacks. All of it or nothing; `progress` hears of how many the history is written. Errors: INVALID (YOUNG_PEOPLE_COUNT), NOT_TRAINING, NOT_EMPTY.
   */
  async makeSample({ youngPeople = DEFAULT_YOUNG_PEOPLE, seed = SEED, progress = UNWATCHED } = {}): Promise<SampleRegion> {
    if (!Number.isSafeInteger(youngPeople) || youngPeople < 0 || youngPeople > MOST_YOUNG_PEOPLE) throw invalid([COUNT]);
    return this.unitOfWork.run(async ({ manager, now }) => {
      const isFirst = await markAsSample();
      await seedAuthorities(manager);
      const before = await countSample();
      const cases = planCases(seed, Math.max(youngPeople, before));
      const staff = inventStaff(seed, countCases(cases));
      await writeStaff(manager, staff, londonDate(now));
      const { providerIds, authorityCodes } = await writeSampleAgreements(manager, staff, now);
      const added = cases.slice(before);
      const told = tellCases(added, { seed, now, today: londonDate(now), staff, taken: await takenReferences() });
      await told.rows.write(manager);
      await this.writeHistory(told, staff, seed, progress);
      await this.duties.rederiveProviders(providerIds);
      await this.duties.rederiveAuthorities(authorityCodes);
      const signIns = isFirst ? await makeSignIns(manager, staff, this.clock.realNow()) : null;
      return { youngPeople: before + added.length, added: added.length, signIns };
    });
  }

  /** Derives the duties of the told cases and writes what the system would have done about them before now. */
  private async writeHistory({ rows, sent }: ToldCases, staff: SampleStaff, seed: number, progress: Progress): Promise<void> {
    const { manager, now } = transaction();
    const ids = rows.of('young_person').map((row) => row.id);
    const tables = ['young_person', 'key_worker_assignment', 'placement', 'plan', 'plan_section', 'plan_agreement', 'review', 'risk_notice', 'risk_call', 'emergency'];
    await manager.query(`ANALYZE ${tables.join(', ')}`);
    for (let from = 0; from < ids.length; from += CASES_AT_A_TIME) {
      await progress(from, ids.length);
      const chunk = ids.slice(from, from + CASES_AT_A_TIME);
      await writeUsualRecords(manager, chunk, now, seed);
      await this.duties.rederive(chunk);
    }
    await progress(ids.length, ids.length);
    await knownSinceOpened(manager, ids);
    const { madeAt } = await manager.findOneByOrFail(Installation, { id: 1 });
    await writeSentNotices(manager, sent, madeAt);
    const withNotices = [...new Set(sent.map((notice) => notice.placement.refers.case_id?.id ?? 0))];
    for (let from = 0; from < withNotices.length; from += CASES_AT_A_TIME) await this.duties.rederive(withNotices.slice(from, from + CASES_AT_A_TIME));
    await writePastActions(manager, ids, now);
    await workOnQueue(manager, staff, ids, now, seed);
    await writeTrail(manager, ids, now);
  }
}

const COUNT = {
  code: 'YOUNG_PEOPLE_COUNT',
  field: 'youngPeople',
  sentence: `Give a whole number of young people from 0 to ${MOST_YOUNG_PEOPLE}.`,
};

/** Marks the installation, for good; true where it was not a sample before. Refuses where its people are not invented. */
async function markAsSample(): Promise<boolean> {
  const { manager } = transaction();
  const installation = await manager.findOneByOrFail(Installation, { id: 1 });
  if (installation.kind !== 'training') throw conflict('NOT_TRAINING', 'This is a live installation: the sample region is only for training.');
  if (installation.sample) return false;
  const [row] = await manager.query<{ used: boolean }[]>('SELECT EXISTS (SELECT FROM young_person) OR EXISTS (SELECT FROM person) AS used');
  if (row?.used) throw conflict('NOT_EMPTY', 'There are people in this installation already. Make the sample region in a new one.');
  await manager.update(Installation, { id: 1 }, { sample: true });
  return true;
}

async function countSample(): Promise<number> {
  const [row] = await transaction().manager.query<{ count: number }[]>(`SELECT count(*)::int AS count FROM young_person WHERE local_id LIKE 'SAMPLE-%'`);
  return row?.count ?? 0;
}

async function takenReferences(): Promise<Set<string>> {
  const rows = await transaction().manager.query<{ reference: string }[]>('SELECT reference FROM young_person');
  return new Set(rows.map((row) => row.reference));
}
