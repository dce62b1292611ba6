import { Controller, Param, Post, Req } from '@nestjs/common';
import { ApiExcludeController } from '@nestjs/swagger';
import type { FastifyRequest } from 'fastify';
import { Refusal } from '../errors.js';
import { Allow } from '../web/allow.js';
import { json, redirect, type JsonAnswer, type Redirect } from '../web/answers.js';
import { CurrentActor } from '../web/current-actor.js';
import { ParseId } from '../web/params.js';
import type { SignedIn } from '../web/visitor.js';
import { Drafts } from './drafts.service.js';
import { isKept, keptOf, marksOf } from './what-is-kept.js';

/** What the script of a page sends while its form is filled in, and what somebody does with a form that was kept. */
@ApiExcludeController()
@Controller('drafts')
export class DraftsPages {
  constructor(private readonly drafts: Drafts) {}

  @Post()
  @Allow.signedIn()
  save(@CurrentActor() actor: SignedIn, @Req() { body }: FastifyRequest): Promise<JsonAnswer> {
    return saveOf(this.drafts, actor, body);
  }

  @Post(':id/afresh')
  @Allow.signedIn()
  async discard(@CurrentActor() { personId }: SignedIn, @Param('id', ParseId) id: number): Promise<Redirect> {
    return redirect(await this.drafts.discard(personId, id));
  }

  @Post(':id/choosing')
  @Allow.signedIn()
  async choose(@CurrentActor() { personId }: SignedIn, @Param('id', ParseId) id: number): Promise<Redirect> {
    return redirect(await this.drafts.choose(personId, id));
  }
}

/** The same on a young person's own pages, once they have typed their PIN. */
@ApiExcludeController()
@Controller('me/drafts')
export class MeDraftsPages {
  constructor(private readonly drafts: Drafts) {}

  @Post()
  @Allow.youngPersonInFull()
  save(@CurrentActor() actor: SignedIn, @Req() { body }: FastifyRequest): Promise<JsonAnswer> {
    return saveOf(this.drafts, actor, body);
  }

  @Post(':id/afresh')
  @Allow.youngPersonInFull()
  async discard(@CurrentActor() { personId }: SignedIn, @Param('id', ParseId) id: number): Promise<Redirect> {
    return redirect(await this.drafts.discard(personId, id));
  }

  @Post(':id/choosing')
  @Allow.youngPersonInFull()
  async choose(@CurrentActor() { personId }: SignedIn, @Param('id', ParseId) id: number): Promise<Redirect> {
    return redirect(await this.drafts.choose(personId, id));
  }
}

/** Errors: NOTHING_TO_KEEP (422), DRAFT_MOVED_ON (409). */
async function saveOf(drafts: Drafts, { personId }: SignedIn, body: unknown): Promise<JsonAnswer> {
  const { tab, version, page, action } = marksOf(body);
  const fields = page !== null && action !== null && isKept(page) && isKept(action) ? keptOf(body) : null;
  if (fields === null || tab === null || page === null || action === null) throw new Refusal(422, 'NOTHING_TO_KEEP', 'There is nothing here that can be kept.');
  return json({ version: await drafts.save(personId, { tab, version, page, action, fields }) });
}
