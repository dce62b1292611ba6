import { Injectable } from '@nestjs/common';
import { Clock } from '../clock.js';
import { UnitOfWork } from '../database/unit-of-work.js';
import { FORGOTTEN_AFTER } from './sign-in-attempts.service.js';

/** Failed sign-ins that count no longer: a hash of an address is found by trying addresses, so it is not kept for nothing. */
@Injectable()
export class ForgottenAttempts {
  constructor(
    private readonly unitOfWork: UnitOfWork,
    private readonly clock: Clock,
  ) {}

  /** Deletes the counts to which a day has added nothing. */
  async forget(): Promise<void> {
    await this.unitOfWork.run(({ manager }) => manager.query(`DELETE FROM sign_in_attempt WHERE last_failed_at < $1::timestamptz - interval '${FORGOTTEN_AFTER}'`, [this.clock.realNow()]));
  }
}
