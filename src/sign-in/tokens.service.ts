import { Injectable } from '@nestjs/common';
import { ArrayContains, LessThanOrEqual, MoreThan, Not, type FindOptionsWhere } from 'typeorm';
import { AuditService } from '../audit/audit.service.js';
import { Clock } from '../clock.js';
import { UnitOfWork } from '../database/unit-of-work.js';
import { conflict, invalid, notFound } from '../errors.js';
import { scopeMissing } from '../web/refusals.js';
import type { TokenUsed } from '../web/visitor.js';
import { AccessToken } from './access-token.entity.js';
import { AccessTokensService } from './access-tokens.service.js';
import { CALENDAR, LONGEST_TOKEN_DAYS, type Scope } from './scopes.js';
import type { MakeTokenDto } from './tokens.dto.js';

/** A token as its owner reads it. */
export interface OwnToken {
  id: number;
  name: string;
  scopes: Scope[];
  createdAt: Date;
  expiresAt: Date;
  lastUsedAt: Date | null;
}

const DAY_MS = 86_400_000;
const TAKEN = 'You have a token or a calendar of this name. Choose another name, or end that one first.';

/** How many whole days something may last that is made with a token. */
const daysWithin = ({ expiresAt }: TokenUsed, now: Date): number => Math.floor((expiresAt.getTime() - now.getTime()) / DAY_MS);

/** People's own access tokens: made, listed and ended by themselves. */
@Injectable()
export class TokensService {
  constructor(
    private readonly unitOfWork: UnitOfWork,
    private readonly clock: Clock,
    private readonly audit: AuditService,
    private readonly tokens: AccessTokensService,
  ) {}

  /** Somebody's tokens for programs that have not ended, the newest first. */
  async listOf(personId: number): Promise<OwnToken[]> {
    return (await this.everyOne(personId)).filter(({ scopes }) => !scopes.includes(CALENDAR));
  }

  /** Somebody's addresses of calendar feeds that have not ended, the newest first. */
  async feedsOf(personId: number): Promise<OwnToken[]> {
    return (await this.everyOne(personId)).filter(({ scopes }) => scopes.includes(CALENDAR));
  }

  private async everyOne(personId: number): Promise<OwnToken[]> {
    return this.unitOfWork.runIn('door', async ({ manager }) => {
      const rows = await manager.find(AccessToken, { where: { personId, expiresAt: MoreThan(this.clock.realNow()) }, order: { id: 'DESC' } });
      return rows.map(({ id, name, scopes, createdAt, expiresAt, lastUsedAt }) => ({ id, name, scopes, createdAt, expiresAt, lastUsedAt }));
    });
  }

  /**
   * Makes a token for oneself; answers its row and the secret, which nobody can read again. One made with a token (`by`)
   * has no scope that this one lacks and does not outlive it. Errors: NAME_TAKEN (409), SCOPE_MISSING (403), OUTLIVES (422).
   */
  async make(personId: number, { name, scopes, days }: MakeTokenDto, by: TokenUsed | null): Promise<{ token: OwnToken; secret: string }> {
    const now = this.clock.realNow();
    for (const scope of scopes) if (by && !by.scopes.includes(scope)) throw scopeMissing(scope);
    const most = by ? daysWithin(by, now) : days;
    if (days > most) throw invalid([{ code: 'OUTLIVES', field: 'days', sentence: `A token made with a token ends before it: ${most} days at the most. For more, make it on the account page.` }]);
    return this.insert(personId, { name, scopes, days });
  }

  /** Makes the address of a calendar feed for oneself, which ends as late as it may. Errors: NAME_TAKEN (409), OUTLIVES (422). */
  async makeFeed(personId: number, name: string, by: TokenUsed | null): Promise<{ token: OwnToken; secret: string }> {
    const days = by ? Math.min(daysWithin(by, this.clock.realNow()), LONGEST_TOKEN_DAYS) : LONGEST_TOKEN_DAYS;
    if (days < 1) throw invalid([{ code: 'OUTLIVES', field: 'name', sentence: 'A calendar made with a token ends before it, and this token ends within a day. Make it on the account page.' }]);
    return this.insert(personId, { name, scopes: [CALENDAR], days });
  }

  private async insert(personId: number, { name, scopes, days }: MakeTokenDto): Promise<{ token: OwnToken; secret: string }> {
    const now = this.clock.realNow();
    return this.unitOfWork.runIn('door', async ({ manager }) => {
      await manager.delete(AccessToken, { personId, name, expiresAt: LessThanOrEqual(now) });
      if (await manager.existsBy(AccessToken, { personId, name })) throw conflict('NAME_TAKEN', TAKEN, [{ code: 'NAME_TAKEN', field: 'name', sentence: TAKEN }]);
      const secret = await this.tokens.issue(personId, name, days, scopes);
      const [token] = await this.everyOne(personId);
      await this.audit.record(personId, { name: 'token.make', subject: `token-${token?.id}`, fields: [...scopes] });
      return { token: token as OwnToken, secret };
    });
  }

  /** Ends one of somebody's own tokens. NOT_FOUND where it is another's, has ended, or is a calendar feed. */
  end(personId: number, id: number): Promise<void> {
    return this.remove({ personId, id, scopes: Not(ArrayContains([CALENDAR])) }, 'token');
  }

  /** Ends one of somebody's own calendar feeds. NOT_FOUND where it is another's, has ended, or is a token for programs. */
  endFeed(personId: number, id: number): Promise<void> {
    return this.remove({ personId, id, scopes: ArrayContains([CALENDAR]) }, 'calendar');
  }

  private async remove(which: FindOptionsWhere<AccessToken> & { personId: number; id: number }, what: string): Promise<void> {
    await this.unitOfWork.runIn('door', async ({ manager }) => {
      const { affected } = await manager.delete(AccessToken, { ...which, expiresAt: MoreThan(this.clock.realNow()) });
      if (affected !== 1) throw notFound(what);
      await this.audit.record(which.personId, { name: 'token.end', subject: `token-${which.id}` });
    });
  }
}
