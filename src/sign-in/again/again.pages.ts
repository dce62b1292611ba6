import { Controller, Get, HttpCode, Post, Query, Req } from '@nestjs/common';
import { ApiExcludeController } from '@nestjs/swagger';
import type { FastifyRequest } from 'fastify';
import { Allow } from '../../web/allow.js';
import { json, page, type JsonAnswer, type Page, type Redirect } from '../../web/answers.js';
import { submitForm, Submitted, type FormValues } from '../../web/forms.js';
import { notSignedIn } from '../../web/refusals.js';
import { localPath } from '../../web/same-origin.js';
import { answerOf } from '../second-factors/passkey-answer.js';
import { CodeForm, PasskeyForm } from '../second-factors/second-factors.dto.js';
import { PasswordAgainForm } from './again.dto.js';
import { Proofs, type Claim } from './proofs.service.js';
import { proven } from './proven.js';

/** Before something sensitive: whoever sits here shows that they are who signed in. */
@ApiExcludeController()
@Controller('sign-in/again')
export class AgainPages {
  constructor(private readonly proofs: Proofs) {}

  @Get()
  @Allow.signedIn()
  async show(@Req() request: FastifyRequest, @Query('next') next: unknown): Promise<Page> {
    return page('sign-in/again', { ways: await this.proofs.waysFor(claimOf(request).person.personId), next: localPath(next) });
  }

  @Post('code')
  @Allow.signedIn()
  code(@Submitted() form: FormValues, @Req() request: FastifyRequest): Promise<Page | Redirect> {
    return submitForm(CodeForm, form, {
      work: async ({ code, next }) => {
        await this.proofs.proveWithCode(claimOf(request), code);
        return proven(next);
      },
      again: () => this.show(request, form.next),
    });
  }

  @Post('password')
  @Allow.signedIn()
  password(@Submitted() form: FormValues, @Req() request: FastifyRequest): Promise<Page | Redirect> {
    return submitForm(PasswordAgainForm, form, {
      work: async ({ password, next }) => {
        await this.proofs.proveWithPassword(claimOf(request), password);
        return proven(next);
      },
      again: () => this.show(request, form.next),
    });
  }

  @Post('passkey-options')
  @HttpCode(200)
  @Allow.signedIn()
  async passkeyOptions(@Req() request: FastifyRequest): Promise<JsonAnswer> {
    return json(await this.proofs.passkeyOptions(claimOf(request)));
  }

  @Post('passkey')
  @Allow.signedIn()
  passkey(@Submitted() form: FormValues, @Req() request: FastifyRequest): Promise<Page | Redirect> {
    return submitForm(PasskeyForm, form, {
      work: async ({ answer, next }) => {
        await this.proofs.proveWithPasskey(claimOf(request), answerOf(answer));
        return proven(next);
      },
      again: () => this.show(request, form.next),
    });
  }
}

function claimOf({ visitor, ip }: FastifyRequest): Claim {
  if (!visitor?.session) throw notSignedIn();
  return { person: visitor.person, secretHash: visitor.session.secretHash, address: ip };
}
