import { Injectable } from '@nestjs/common';
import { UnitOfWork } from '../database/unit-of-work.js';
import { AuditService } from './audit.service.js';

/** Who tried to open a case, or to do something in it, and may not. */
@Injectable()
export class RefusedAttempts {
  constructor(
    private readonly unitOfWork: UnitOfWork,
    private readonly audit: AuditService,
  ) {}

  /**
   * Writes down that somebody was refused at a case, once the refused work is undone: in a transaction of its own. A case that
   * does not exist leaves the same trace but for its number, so that neither takes longer than the other.
   */
  async note(personId: number, reference: string): Promise<void> {
    await this.unitOfWork.runIn('engine', async ({ manager }) => {
      const [found] = await manager.query<{ id: number }[]>('SELECT id FROM young_person WHERE reference = $1', [reference]);
      await this.audit.record(personId, { name: 'case.refuse', caseId: found?.id ?? null, subject: reference, outcome: 'refused' });
    });
  }
}
