import { Controller, Get, HttpCode, Post, Query, Req, Res } from '@nestjs/common';
import { ApiExcludeController } from '@nestjs/swagger';
import type { FastifyReply, FastifyRequest } from 'fastify';
import { Allow } from '../../web/allow.js';
import { json, page, type JsonAnswer, type Page, type Redirect } from '../../web/answers.js';
import { submitForm, Submitted, type FormValues } from '../../web/forms.js';
import { notSignedIn } from '../../web/refusals.js';
import { localPath } from '../../web/same-origin.js';
import { Doorway } from '../doorway.service.js';
import { answerOf } from '../second-factors/passkey-answer.js';
import { CodeForm, PasskeyForm } from '../second-factors/second-factors.dto.js';
import { PasswordAgainForm } from './again.dto.js';
import { Proofs, type Claim } from './proofs.service.js';

/** Before something sensitive: whoever sits here shows that they are who signed in. */
@ApiExcludeController()
@Controller('sign-in/again')
export class AgainPages {
  constructor(
    private readonly proofs: Proofs,
    private readonly doorway: Doorway,
  ) {}

  @Get()
  @Allow.signedIn()
  async show(@Req() request: FastifyRequest, @Query('next') next: unknown): Promise<Page> {
    return page('sign-in/again', { ways: await this.proofs.waysFor(this.claimOf(request).person.personId), next: localPath(next) });
  }

  @Post('code')
  @Allow.signedIn()
  code(@Submitted() form: FormValues, @Req() request: FastifyRequest, @Res({ passthrough: true }) reply: FastifyReply): Promise<Page | Redirect> {
    return submitForm(CodeForm, form, {
      work: async ({ code, next }) => this.doorway.proven(await this.proofs.proveWithCode(this.claimOf(request), code), { reply }, next),
      again: () => this.show(request, form.next),
    });
  }

  @Post('password')
  @Allow.signedIn()
  password(@Submitted() form: FormValues, @Req() request: FastifyRequest, @Res({ passthrough: true }) reply: FastifyReply): Promise<Page | Redirect> {
    return submitForm(PasswordAgainForm, form, {
      work: async ({ password, next }) => this.doorway.proven(await this.proofs.proveWithPassword(this.claimOf(request), password), { reply }, next),
      again: () => this.show(request, form.next),
    });
  }

  @Post('passkey-options')
  @HttpCode(200)
  @Allow.signedIn()
  async passkeyOptions(@Req() request: FastifyRequest): Promise<JsonAnswer> {
    return json(await this.proofs.passkeyOptions(this.claimOf(request)));
  }

  @Post('passkey')
  @Allow.signedIn()
  passkey(@Submitted() form: FormValues, @Req() request: FastifyRequest, @Res({ passthrough: true }) reply: FastifyReply): Promise<Page | Redirect> {
    return submitForm(PasskeyForm, form, {
      work: async ({ answer, next }) => this.doorway.proven(await this.proofs.proveWithPasskey(this.claimOf(request), answerOf(answer)), { reply }, next),
      again: () => this.show(request, form.next),
    });
  }

  private claimOf(request: FastifyRequest): Claim {
    const { visitor } = request;
    if (!visitor?.session) throw notSignedIn();
    return { person: visitor.person, secretHash: visitor.session.secretHash, whence: this.doorway.whence(request) };
  }
}
