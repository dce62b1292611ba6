import { Body, Controller, Delete, Get, Param, Post, Req } from '@nestjs/common';
import { ApiTags } from '@nestjs/swagger';
import type { FastifyRequest } from 'fastify';
import { Allow, NeedsProof } from '../web/allow.js';
import { answer } from '../web/api/answer.js';
import { AnswersSecret } from '../web/api/answers-secret.js';
import { Operation } from '../web/api/operation.js';
import { Shows } from '../web/api/shows.js';
import { CurrentActor } from '../web/current-actor.js';
import { ParseId } from '../web/params.js';
import type { SignedIn } from '../web/visitor.js';
import { SCOPES } from './scopes.js';
import { MakeTokenDto } from './tokens.dto.js';
import { TokensService } from './tokens.service.js';

export class TokenAnswer {
  @Shows.id() id: number;
  @Shows.text() name: string;
  @Shows.texts({ of: `what it may be used for: ${Object.keys(SCOPES).join(', ')}` }) scopes: string[];
  @Shows.instant() createdAt: Date;
  @Shows.instant() expiresAt: Date;
  @Shows.instant({ nullable: true, of: 'to the minute; null before its first use' }) lastUsedAt: Date | null;
}

export class NewTokenAnswer extends TokenAnswer {
  @Shows.text({ of: 'the token itself, shown only this once' }) secret: string;
}

export class TokenListAnswer {
  @Shows.many(() => TokenAnswer) items: TokenAnswer[];
  @Shows.number() total: number;
  @Shows.text({ nullable: true }) after: null;
}

@ApiTags('Tokens')
@Controller('api/v1/tokens')
export class TokensApi {
  constructor(private readonly tokens: TokensService) {}

  @Get()
  @Allow.signedIn()
  @Operation('Your own access tokens that have not ended, the newest first', { answers: TokenListAnswer })
  async list(@CurrentActor() actor: SignedIn) {
    const items = await this.tokens.listOf(actor.personId);
    return answer({ items, total: items.length, after: null });
  }

  @Post()
  @Allow.signedIn()
  @NeedsProof()
  @AnswersSecret()
  @Operation('Makes an access token for yourself', {
    answers: NewTokenAnswer,
    status: 201,
    description: 'It has no scope that the token you use lacks, and ends before it. The secret is shown once; an Idempotency-Key is not looked at, a name cannot be used twice.',
  })
  async make(@CurrentActor() actor: SignedIn, @Body() input: MakeTokenDto, @Req() { visitor }: FastifyRequest) {
    const { token, secret } = await this.tokens.make(actor.personId, input, visitor?.token ?? null);
    return answer({ ...token, secret }, { location: '/api/v1/tokens' });
  }

  @Delete(':id')
  @Allow.signedIn()
  @Operation('Ends an access token of yours, at once', { status: 204 })
  async end(@CurrentActor() actor: SignedIn, @Param('id', ParseId) id: number): Promise<void> {
    await this.tokens.end(actor.personId, id);
  }
}
