import { Injectable } from '@nestjs/common';
import { LessThan } from 'typeorm';
import { Clock } from '../clock.js';
import { UnitOfWork } from '../database/unit-of-work.js';
import { notFound } from '../errors.js';
import { hashSecret, newSecret } from './secrets.js';
import { ABSOLUTE_MS, IDLE_MS } from './session-limits.js';
import { Session, type FormDraft, type SessionLevel } from './session.entity.js';

const MINUTE = 60_000;
/** That a session is in use is written down this often, not on each request. */
const SEEN_EVERY_MS = MINUTE;
/** So long after its last use it is still known whose it was: a form that comes too late is kept for them. */
const KNOWN_FOR_MS = 24 * 60 * MINUTE;

/** Sessions live in real time: moving the training clock signs nobody out. */
@Injectable()
export class SessionsService {
  constructor(
    private readonly unitOfWork: UnitOfWork,
    private readonly clock: Clock,
  ) {}

  /**
   * Starts a session and returns its secret, which is kept nowhere but in the browser. Sweeps away those that ended a day ago. `level` says
   * how far a young person has proved who they are; an `enrolling` one opens the second factor's pages alone, a `choosing` one the
   * page where a password is chosen.
   */
  async start(personId: number, level: SessionLevel | null = null, { enrolling = false, choosing = false }: Partial<Pick<Session, 'enrolling' | 'choosing'>> = {}): Promise<string> {
    const secret = newSecret();
    const now = this.clock.realNow();
    await this.unitOfWork.runIn('door', async ({ manager }) => {
      await manager.delete(Session, { lastSeenAt: LessThan(before(now, KNOWN_FOR_MS)) });
      await manager.insert(Session, { secretHash: hashSecret(secret), personId, level, startedAt: now, lastSeenAt: now, formToken: newSecret(), provenAt: now, enrolling, choosing });
    });
    return secret;
  }

  /** The session of a secret, while it lasts. */
  async find(secret: string): Promise<Session | null> {
    const now = this.clock.realNow();
    return this.unitOfWork.runIn('door', async ({ manager }) => {
      const session = await manager.findOneBy(Session, { secretHash: hashSecret(secret) });
      if (!session || hasRunOut(session, now)) return null;
      if (session.lastSeenAt <= before(now, SEEN_EVERY_MS)) await manager.update(Session, { secretHash: session.secretHash }, { lastSeenAt: now });
      return session;
    });
  }

  /** Whose session a secret opened that has run out in the last day; null for one that goes on, was ended by hand, or never was. */
  async findRunOut(secret: string): Promise<Session | null> {
    const now = this.clock.realNow();
    return this.unitOfWork.runIn('door', async ({ manager }) => {
      const session = await manager.findOneBy(Session, { secretHash: hashSecret(secret) });
      return session && session.lastSeenAt > before(now, KNOWN_FOR_MS) && hasRunOut(session, now) ? session : null;
    });
  }

  /** Someone's sessions that have not ended, the latest used first. */
  async listOf(personId: number): Promise<Session[]> {
    const now = this.clock.realNow();
    return this.unitOfWork.runIn('door', async ({ manager }) => {
      const sessions = await manager.find(Session, { where: { personId }, order: { lastSeenAt: 'DESC' } });
      return sessions.filter((session) => !hasRunOut(session, now));
    });
  }

  /** Ends one of someone's own sessions. NOT_FOUND where it is another's, or has ended. */
  async end(personId: number, secretHash: string): Promise<void> {
    await this.unitOfWork.runIn('door', async ({ manager }) => {
      const { affected } = await manager.delete(Session, { personId, secretHash });
      if (affected !== 1) throw notFound('session');
    });
  }

  /** Ends all of someone's sessions. */
  async endAllOf(personId: number): Promise<void> {
    await this.unitOfWork.runIn('door', ({ manager }) => manager.delete(Session, { personId }));
  }

  /**
   * Whoever sits there has shown just now that they are who signed in: the session goes on under a new secret, which this answers, so
   * that whoever had the old one has not got further by it. Its forms and its times stay. Errors: NOT_FOUND where it has ended.
   */
  async prove(personId: number, secretHash: string): Promise<string> {
    const secret = newSecret();
    await this.unitOfWork.runIn('door', async ({ manager }) => {
      const { affected } = await manager.update(Session, { personId, secretHash }, { secretHash: hashSecret(secret), provenAt: this.clock.realNow() });
      if (affected !== 1) throw notFound('session');
    });
    return secret;
  }

  /** Keeps a form until it is shown again, one for each session; null forgets it. */
  async keepDraft(secretHash: string, draft: FormDraft | null): Promise<void> {
    await this.unitOfWork.runIn('door', async ({ manager }) => {
      const session = await manager.findOneBy(Session, { secretHash });
      if (session) await manager.save(Object.assign(session, { draft }));
    });
  }
}

const before = (now: Date, milliseconds: number) => new Date(now.getTime() - milliseconds);

const hasRunOut = ({ startedAt, lastSeenAt }: Session, now: Date): boolean => startedAt <= before(now, ABSOLUTE_MS) || lastSeenAt <= before(now, IDLE_MS);
