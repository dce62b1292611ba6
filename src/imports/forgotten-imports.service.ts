import { Injectable } from '@nestjs/common';
import { recordEach } from '../audit/record-each.js';
import { UnitOfWork } from '../database/unit-of-work.js';

/** How long a file that was looked at waits to be confirmed. */
const WAITS_DAYS = 7;

/** Files that were uploaded, looked at and left: their rows are about people. */
@Injectable()
export class ForgottenImports {
  constructor(private readonly unitOfWork: UnitOfWork) {}

  /** Discards every batch that has waited for more than `WAITS_DAYS`, with what was read of it, and says so in the trail. */
  async discardForgotten(): Promise<void> {
    await this.unitOfWork.run(() =>
      recordEach(
        null,
        `discarded AS (
           UPDATE import_batch SET state = 'discarded', rows = '[]', errors = '[]', changes = '[]'
           WHERE state = 'previewed' AND uploaded_at < $1::timestamptz - interval '${WAITS_DAYS} days' RETURNING id),
         acts AS (SELECT id AS position, 'import.discard' AS name, NULL::int AS case_id, 'import-' || id AS subject, '{}'::text[] AS fields FROM discarded)`,
      ),
    );
  }
}
