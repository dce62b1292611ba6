import { Injectable } from '@nestjs/common';
import { UnitOfWork } from '../database/unit-of-work.js';
import { DutiesService, type Difference } from './duties.service.js';
import { SUBJECTS, type Subject, type SubjectId } from './subjects.js';

const AT_A_TIME = 200;

/** Derives every case, provider and authority anew. As facts derive their duties when they are recorded, the number of differences is 0, or there is a bug. */
@Injectable()
export class NightlyDerivation {
  constructor(
    private readonly unitOfWork: UnitOfWork,
    private readonly duties: DutiesService,
  ) {}

  /** Answers every stored duty that differed from its derivation; each has been put right. */
  async deriveAll(): Promise<Difference[]> {
    const found: Difference[] = [];
    for (const subject of SUBJECTS) found.push(...(await this.deriveSubjects(subject)));
    return found;
  }

  private async deriveSubjects(subject: Subject): Promise<Difference[]> {
    const { table, idColumn } = subject;
    const found: Difference[] = [];
    for (let after: SubjectId | null = null; ; ) {
      const ids: SubjectId[] = await this.unitOfWork.run(async ({ manager }) => {
        const rows = await manager.query<{ id: SubjectId }[]>(
          `SELECT ${idColumn} AS id FROM ${table} WHERE $1::text IS NULL OR ${idColumn} > $1::${subject.idType} ORDER BY ${idColumn} LIMIT ${AT_A_TIME}`,
          [after],
        );
        const batch = rows.map((row) => row.id);
        found.push(...(await this.duties.rederiveSubjects(subject, batch)));
        return batch;
      });
      const last = ids.at(-1);
      if (last === undefined) return found;
      after = last;
    }
  }
}
