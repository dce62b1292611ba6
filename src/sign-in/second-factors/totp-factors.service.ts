import { Injectable } from '@nestjs/common';
import type { EntityManager } from 'typeorm';
import { Clock } from '../../clock.js';
import { UnitOfWork } from '../../database/unit-of-work.js';
import { conflict } from '../../errors.js';
import { TotpFactor } from './totp-factor.entity.js';
import { newTotpSecret, stepOf } from './totp.js';

/** Authenticator apps, one a person. */
@Injectable()
export class TotpFactors {
  constructor(
    private readonly unitOfWork: UnitOfWork,
    private readonly clock: Clock,
  ) {}

  /** Makes the secret of an app that is to be set up, in place of one that never was. Errors: FACTOR_EXISTS (409). */
  async begin(personId: number): Promise<void> {
    await this.atDoor(async (manager) => {
      const found = await manager.findOneBy(TotpFactor, { personId });
      if (found?.confirmedAt) throw conflict('FACTOR_EXISTS', 'You have an authenticator app already. Remove it before you set up another.');
      await manager.delete(TotpFactor, { personId });
      await manager.save(TotpFactor, { personId, secret: newTotpSecret(), madeAt: this.clock.realNow(), confirmedAt: null, lastStep: null });
    });
  }

  /** The secret of an app that is being set up, for its owner alone; null where none is. */
  async secretBeingSetUp(personId: number): Promise<string | null> {
    const found = await this.find(personId);
    return found && !found.confirmedAt ? found.secret : null;
  }

  async isInUse(personId: number): Promise<boolean> {
    return Boolean((await this.find(personId))?.confirmedAt);
  }

  /** Puts the app that is being set up to use if this is its code. Answers whether it is. */
  async confirm(personId: number, code: string): Promise<boolean> {
    const found = await this.find(personId);
    if (!found || found.confirmedAt || !(await this.use(found, code))) return false;
    await this.atDoor((manager) => manager.update(TotpFactor, { personId }, { confirmedAt: this.clock.realNow() }));
    return true;
  }

  /** Takes a code of the app in use, each at most once and none older than the last. Answers whether it was right. */
  async take(personId: number, code: string): Promise<boolean> {
    const found = await this.find(personId);
    return Boolean(found?.confirmedAt) && found !== null && this.use(found, code);
  }

  async remove(personId: number): Promise<void> {
    await this.atDoor((manager) => manager.delete(TotpFactor, { personId }));
  }

  /** Libraries accept a code for as long as it counts: that it was taken is written down, and of two at once one is. */
  private async use({ personId, secret }: TotpFactor, code: string): Promise<boolean> {
    const step = stepOf(code, secret, this.clock.realNow());
    if (step === null) return false;
    const taken = await this.atDoor((manager) =>
      manager.query<[unknown, number]>('UPDATE totp_factor SET last_step = $2 WHERE person_id = $1 AND (last_step IS NULL OR last_step < $2)', [personId, step]),
    );
    return taken[1] === 1;
  }

  private find = (personId: number) => this.atDoor((manager) => manager.findOneBy(TotpFactor, { personId }));

  private atDoor<T>(work: (manager: EntityManager) => Promise<T>): Promise<T> {
    return this.unitOfWork.runIn('door', ({ manager }) => work(manager));
  }
}
