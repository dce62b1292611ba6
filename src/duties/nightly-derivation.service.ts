import { Injectable } from '@nestjs/common';
import { UnitOfWork } from '../database/unit-of-work.js';
import { DutiesService, type Difference } from './duties.service.js';

const CASES_AT_A_TIME = 200;

/** Derives every case anew. As facts derive their duties when they are recorded, the number of differences is 0, or there is a bug. */
@Injectable()
export class NightlyDerivation {
  constructor(
    private readonly unitOfWork: UnitOfWork,
    private readonly duties: DutiesService,
  ) {}

  /** Answers every stored duty that differed from its derivation; each has been put right. */
  async deriveAll(): Promise<Difference[]> {
    const found: Difference[] = [];
    for (let after = 0; ; ) {
      const ids = await this.unitOfWork.run(async ({ manager }) => {
        const rows = await manager.query<{ id: number }[]>(`SELECT id FROM young_person WHERE id > $1 ORDER BY id LIMIT ${CASES_AT_A_TIME}`, [after]);
        const caseIds = rows.map((row) => row.id);
        found.push(...(await this.duties.rederive(caseIds)));
        return caseIds;
      });
      const last = ids.at(-1);
      if (last === undefined) return found;
      after = last;
    }
  }
}
