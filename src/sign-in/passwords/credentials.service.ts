import { Injectable } from '@nestjs/common';
import { Clock } from '../../clock.js';
import { UnitOfWork } from '../../database/unit-of-work.js';
import { hashPassword, isPassword } from '../passwords.js';
import { Credential } from './credential.entity.js';

/** Passwords of people; their hashes leave this class for nobody. */
@Injectable()
export class Credentials {
  constructor(
    private readonly unitOfWork: UnitOfWork,
    private readonly clock: Clock,
  ) {}

  /** Whether this is the person's password; for nobody (null) it never is, and takes as long to find out. */
  async matches(personId: number | null, password: string): Promise<boolean> {
    return isPassword(password, personId === null ? null : await this.hashOf(personId));
  }

  async hasPassword(personId: number): Promise<boolean> {
    return (await this.hashOf(personId)) !== null;
  }

  /** Gives a person this password in place of the one before. The rules are asked by whoever lets people choose (`checkNewPassword`). */
  async setPassword(personId: number, password: string): Promise<void> {
    const passwordHash = await hashPassword(password);
    const changedAt = this.clock.realNow();
    await this.unitOfWork.runIn('door', ({ manager }) => manager.upsert(Credential, { personId, passwordHash, changedAt }, ['personId']));
  }

  private async hashOf(personId: number): Promise<string | null> {
    const found = await this.unitOfWork.runIn('door', ({ manager }) => manager.findOneBy(Credential, { personId }));
    return found?.passwordHash ?? null;
  }
}
