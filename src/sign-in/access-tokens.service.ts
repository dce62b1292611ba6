import { Injectable } from '@nestjs/common';
import { MoreThan } from 'typeorm';
import { Clock } from '../clock.js';
import { UnitOfWork } from '../database/unit-of-work.js';
import { AccessToken } from './access-token.entity.js';
import { EVERY_SCOPE, type Scope } from './scopes.js';
import { hashSecret, newSecret } from './secrets.js';

/** Every access token begins so; scanners of code repositories find lost ones by it. */
export const TOKEN_PREFIX = 'lsa_';
const DAY_MS = 86_400_000;
/** That a token is in use is written down this often, not on each request. */
const USED_EVERY_MS = 60_000;

@Injectable()
export class AccessTokensService {
  constructor(
    private readonly unitOfWork: UnitOfWork,
    private readonly clock: Clock,
  ) {}

  /** Makes a token and returns it; only its hash is kept. It ends `days` days from now in real time, and may do everything unless told otherwise. */
  async issue(personId: number, name: string, days: number, scopes: readonly Scope[] = EVERY_SCOPE): Promise<string> {
    const token = TOKEN_PREFIX + newSecret();
    const createdAt = this.clock.realNow();
    const row = { secretHash: hashSecret(token), personId, name, scopes: [...scopes], createdAt, expiresAt: new Date(createdAt.getTime() + days * DAY_MS) };
    await this.unitOfWork.runIn('door', ({ manager }) => manager.insert(AccessToken, row));
    return token;
  }

  /** The row of a token that has not ended; null where it is unknown. That it was used is written on it. */
  async find(token: string): Promise<AccessToken | null> {
    const now = this.clock.realNow();
    return this.unitOfWork.runIn('door', async ({ manager }) => {
      const row = await manager.findOneBy(AccessToken, { secretHash: hashSecret(token), expiresAt: MoreThan(now) });
      if (row && (!row.lastUsedAt || row.lastUsedAt.getTime() <= now.getTime() - USED_EVERY_MS)) await manager.update(AccessToken, { id: row.id }, { lastUsedAt: now });
      return row;
    });
  }
}
