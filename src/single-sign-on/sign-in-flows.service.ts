import { Injectable } from '@nestjs/common';
import { randomNonce, randomPKCECodeVerifier, randomState } from 'openid-client';
import { LessThanOrEqual } from 'typeorm';
import { Clock } from '../clock.js';
import { UnitOfWork } from '../database/unit-of-work.js';
import { Refusal } from '../errors.js';
import { hashSecret } from '../sign-in/secrets.js';
import { SignInFlow } from './sign-in-flow.entity.js';

/** How long somebody may take at their organisation's sign-in page. */
export const FLOW_MS = 10 * 60_000;

/** What a browser begins, and where it goes on afterwards. */
export interface NewFlow {
  /** The browser's own secret. */
  browser: string;
  next: string;
  bindsPersonId?: number;
  provesSession?: string;
}

/** What a flow sends along. */
export interface StartedFlow {
  state: string;
  nonce: string;
  codeVerifier: string;
}

/** Sign-ins on their way: each begun once, used once, by one browser. */
@Injectable()
export class SignInFlows {
  constructor(
    private readonly unitOfWork: UnitOfWork,
    private readonly clock: Clock,
  ) {}

  /** Begins one; sweeps those away whose time is over. */
  async start(identityProviderId: number, { browser, next, bindsPersonId, provesSession }: NewFlow): Promise<StartedFlow> {
    const started = { state: randomState(), nonce: randomNonce(), codeVerifier: randomPKCECodeVerifier() };
    const now = this.clock.realNow();
    await this.unitOfWork.runIn('door', async ({ manager }) => {
      await manager.delete(SignInFlow, { startedAt: LessThanOrEqual(this.begunBefore(now)) });
      const { state, nonce, codeVerifier } = started;
      await manager.insert(SignInFlow, {
        stateHash: hashSecret(state), browserHash: hashSecret(browser), identityProviderId, nonce, codeVerifier, next,
        bindsPersonId: bindsPersonId ?? null, provesSession: provesSession ?? null, startedAt: now,
      });
    });
    return started;
  }

  /** Takes the flow that an answer belongs to, for good. Errors: FLOW_OVER (403): not begun by this browser, used before, or too old. */
  async take(identityProviderId: number, state: string, browser: string): Promise<SignInFlow> {
    return this.unitOfWork.runIn('door', async ({ manager }) => {
      const [rows] = await manager.query<[SignInFlow[], number]>(TAKE_SQL, [hashSecret(state), hashSecret(browser), identityProviderId, this.begunBefore(this.clock.realNow())]);
      const [flow] = rows;
      if (!flow) throw new Refusal(403, 'FLOW_OVER', 'This sign-in is over: it was used before, took more than ten minutes, or was begun in another browser. Begin again from the sign-in page.');
      return flow;
    });
  }

  private begunBefore = (now: Date): Date => new Date(now.getTime() - FLOW_MS);
}

const TAKE_SQL = `
DELETE FROM sign_in_flow WHERE state_hash = $1 AND browser_hash = $2 AND identity_provider_id = $3 AND started_at > $4
RETURNING state_hash AS "stateHash", browser_hash AS "browserHash", identity_provider_id AS "identityProviderId", nonce, code_verifier AS "codeVerifier", next,
  binds_person_id AS "bindsPersonId", proves_session AS "provesSession", started_at AS "startedAt"`;
