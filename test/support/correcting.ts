import { expect } from '@jest/globals';
import { UnitOfWork } from '../../src/database/unit-of-work.js';
import { DutiesService } from '../../src/duties/duties.service.js';
import type { ApiCalls } from './api-calls.js';
import type { TestApplication } from './application.js';
import type { Who } from './region.js';

export const REASON = 'The date was that of the letter';
export const MISTAKE = { takeBack: true, reason: 'It was recorded on the wrong case' };

export interface Duty { key: string; outcome: string; dueOn: string | null; because: string | null; late: boolean; releaseId: number | null }
export interface Case {
  placements: { id: number; startsOn: string; ending: { id: number; breach: boolean } | null; reviews: { id: number; heldOn: string }[]; plans: { agreements: { id: number; party: string }[] }[] }[];
  riskNotices: { id: number; calls: { id: number }[] }[];
  emergencies: { id: number; respondedAt: string | null }[];
  keyWorkers: { id: number }[];
  duties: Duty[];
}

/** Corrections through the API, and what they leave. */
export const correcting = (test: TestApplication, api: ApiCalls) => ({
  read: async (reference: string): Promise<Case> => (await api.get<Case>('keyWorker', `/cases/${reference}`)).body,
  correct: (who: Who, reference: string, fact: string, body: object) => api.post(who, `/cases/${reference}/facts/${fact}/corrections`, body),
  refused: (who: Who, reference: string, fact: string, body: object) => api.refusal(who, 'POST', `/cases/${reference}/facts/${fact}/corrections`, body),
  /** Nothing that is stored differs from what the facts as they are now give. */
  expectNothingStale: async (reference: string): Promise<void> => {
    const rows = await test.dataSource.query<{ id: number }[]>('SELECT id FROM young_person WHERE reference = $1', [reference]);
    expect(await test.app.get(UnitOfWork).run(() => test.app.get(DutiesService).rederive(rows.map(({ id }) => id)))).toEqual([]);
  },
});
