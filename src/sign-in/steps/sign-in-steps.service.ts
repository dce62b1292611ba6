import { Injectable } from '@nestjs/common';
import { LessThan, MoreThan } from 'typeorm';
import { Clock } from '../../clock.js';
import { UnitOfWork } from '../../database/unit-of-work.js';
import { Person } from '../../people/person.entity.js';
import { Entrances } from '../entrances.service.js';
import { Credentials, type Passed } from '../passwords/credentials.service.js';
import { SecondFactors } from '../second-factors/second-factors.service.js';
import { hashSecret, newSecret } from '../secrets.js';
import { SignInStep } from './sign-in-step.entity.js';

/** Between password and second factor people have this long. */
export const STEP_MS = 10 * 60_000;

/** What a right password brings: a session, or the step that a second factor is still to follow. The secret belongs to it. */
export interface Entered {
  kind: 'session' | 'step';
  secret: string;
  /** Whose account it is that somebody has signed in to: their browser is known from then on. */
  account?: string;
}

/** Sign-ins under way. */
@Injectable()
export class SignInSteps {
  constructor(
    private readonly unitOfWork: UnitOfWork,
    private readonly clock: Clock,
    private readonly factors: SecondFactors,
    private readonly entrances: Entrances,
    private readonly credentials: Credentials,
  ) {}

  /**
   * Somebody's password was right. Who has a second factor is asked for it; who has none is let in, in a live installation
   * only as far as the pages where they get one. Whoever came by a password that an operator gave chooses another first.
   * A rescue is for an hour, and for nothing that is to last.
   */
  async afterPassword(personId: number, passed: Passed): Promise<Entered> {
    if (await this.factors.hasAny(personId)) return { kind: 'step', secret: await this.begin(personId) };
    const enrolling = passed === 'own' && (await this.factors.mustEnrol(personId));
    const choosing = await this.credentials.mustChoose(personId);
    return { kind: 'session', secret: await this.entrances.enter(personId, { enrolling, choosing, fields: passed === 'rescue' ? ['rescue'] : [] }) };
  }

  /** Whose sign-in this step is; null where it has ended, or they are no longer active. */
  async find(secret: string | undefined): Promise<{ personId: number; email: string } | null> {
    if (!secret) return null;
    return this.unitOfWork.runIn('door', async ({ manager }) => {
      const step = await manager.findOneBy(SignInStep, { secretHash: hashSecret(secret), expiresAt: MoreThan(this.clock.realNow()) });
      const person = step && (await manager.findOneBy(Person, { id: step.personId, active: true }));
      return person && { personId: person.id, email: person.email ?? '' };
    });
  }

  /** The second factor was right: the step ends, and a session begins, whose secret this answers; null where it has ended meanwhile. */
  async finish(secret: string, personId: number): Promise<Entered | null> {
    return this.unitOfWork.runIn('door', async ({ manager }) => {
      const { affected } = await manager.delete(SignInStep, { secretHash: hashSecret(secret), personId });
      return affected === 1 ? { kind: 'session', secret: await this.entrances.enter(personId, { choosing: await this.credentials.mustChoose(personId) }) } : null;
    });
  }

  private async begin(personId: number): Promise<string> {
    const secret = newSecret();
    const now = this.clock.realNow();
    await this.unitOfWork.runIn('door', async ({ manager }) => {
      await manager.delete(SignInStep, { expiresAt: LessThan(now) });
      await manager.insert(SignInStep, { secretHash: hashSecret(secret), personId, expiresAt: new Date(now.getTime() + STEP_MS) });
    });
    return secret;
  }
}
