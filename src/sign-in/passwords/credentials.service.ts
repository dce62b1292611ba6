import { Injectable } from '@nestjs/common';
import { IsNull, Not } from 'typeorm';
import { Clock } from '../../clock.js';
import { UnitOfWork } from '../../database/unit-of-work.js';
import { localSignIn, rescueUsed } from '../../single-sign-on/local-sign-in.js';
import { hashPassword, isPassword } from '../passwords.js';
import { Credential } from './credential.entity.js';

/** Which password let somebody in. */
export type Passed = 'own' | 'rescue';

interface Counting {
  hash: string | null;
  rescueId: number | null;
}

const NOTHING: Counting = { hash: null, rescueId: null };

/** Passwords of people; their hashes leave this class for nobody. */
@Injectable()
export class Credentials {
  constructor(
    private readonly unitOfWork: UnitOfWork,
    private readonly clock: Clock,
  ) {}

  /**
   * Whether this password lets the person in: their own, or, where their organisation signs its people in itself, a rescue of the
   * operator's while it lasts; null where it does not. For nobody (null) it never does, and takes as long to find out.
   */
  async passes(personId: number | null, password: string): Promise<Passed | null> {
    const counting = personId === null ? NOTHING : await this.counting(personId);
    if (!(await isPassword(password, counting.hash))) return null;
    const { rescueId } = counting;
    if (rescueId !== null) await this.unitOfWork.runIn('door', () => rescueUsed(rescueId, this.clock.realNow()));
    return rescueId === null ? 'own' : 'rescue';
  }

  /** Whether there is a password that would let them in. */
  async hasSome(personId: number): Promise<boolean> {
    return (await this.counting(personId)).hash !== null;
  }

  /** Whether they have one of their own that counts, which they can change. */
  async hasOwn(personId: number): Promise<boolean> {
    const { hash, rescueId } = await this.counting(personId);
    return hash !== null && rescueId === null;
  }

  /** Whether their password is one that an operator gave, also where it has ended meanwhile: another has to be chosen. */
  async mustChoose(personId: number): Promise<boolean> {
    return this.unitOfWork.runIn('door', async ({ manager }) => {
      const { federated } = await localSignIn(personId, this.clock.realNow());
      return !federated && (await manager.existsBy(Credential, { personId, endsAt: Not(IsNull()) }));
    });
  }

  /** Gives a person this password in place of the one before, until `endsAt` where that is given. The rules are asked by whoever lets people choose (`checkNewPassword`). */
  async setPassword(personId: number, password: string, endsAt: Date | null = null): Promise<void> {
    const passwordHash = await hashPassword(password);
    const changedAt = this.clock.realNow();
    await this.unitOfWork.runIn('door', ({ manager }) => manager.upsert(Credential, { personId, passwordHash, changedAt, endsAt }, ['personId']));
  }

  /** What a password of theirs is compared with. */
  private async counting(personId: number): Promise<Counting> {
    return this.unitOfWork.runIn('door', async ({ manager }) => {
      const now = this.clock.realNow();
      const { federated, rescue } = await localSignIn(personId, now);
      if (federated) return rescue ? { ...NOTHING, hash: rescue.passwordHash, rescueId: rescue.id } : NOTHING;
      const credential = await manager.findOneBy(Credential, { personId });
      if (!credential || (credential.endsAt !== null && credential.endsAt <= now)) return NOTHING;
      return { hash: credential.passwordHash, rescueId: null };
    });
  }
}
