import { Controller, Get, HttpCode, Post, Query, Req, Res } from '@nestjs/common';
import { ApiExcludeController } from '@nestjs/swagger';
import type { FastifyReply, FastifyRequest } from 'fastify';
import { Allow } from '../../web/allow.js';
import { json, page, type JsonAnswer, type Page, type Redirect } from '../../web/answers.js';
import { submitForm, Submitted, type FormValues } from '../../web/forms.js';
import { localPath } from '../../web/same-origin.js';
import { Doorway } from '../doorway.service.js';
import { answerOf } from '../second-factors/passkey-answer.js';
import { CodeForm, PasskeyForm } from '../second-factors/second-factors.dto.js';
import { SecondStep } from './second-step.service.js';

/** After the password: a code of the app, a recovery code, or a passkey. There is no session here yet. */
@ApiExcludeController()
@Controller('sign-in/second-factor')
export class SecondStepPages {
  constructor(
    private readonly secondStep: SecondStep,
    private readonly doorway: Doorway,
  ) {}

  @Get()
  @Allow.public()
  async show(@Req() request: FastifyRequest, @Query('next') next: unknown): Promise<Page> {
    return page('sign-in/second-factor', { factors: await this.secondStep.factorsOf(this.doorway.stepOf(request)), next: localPath(next) });
  }

  @Post()
  @Allow.public()
  enter(@Submitted() form: FormValues, @Req() request: FastifyRequest, @Res({ passthrough: true }) reply: FastifyReply): Promise<Page | Redirect> {
    return submitForm(CodeForm, form, {
      work: async ({ code, next }) => this.doorway.goOn(await this.secondStep.enterWithCode(this.doorway.stepOf(request), code, this.doorway.whence(request)), { request, reply }, next),
      again: () => this.show(request, form.next),
    });
  }

  /** What the script asks the passkey for. */
  @Post('passkey-options')
  @HttpCode(200)
  @Allow.public()
  async passkeyOptions(@Req() request: FastifyRequest): Promise<JsonAnswer> {
    return json(await this.secondStep.passkeyOptions(this.doorway.stepOf(request)));
  }

  @Post('passkey')
  @Allow.public()
  enterWithPasskey(@Submitted() form: FormValues, @Req() request: FastifyRequest, @Res({ passthrough: true }) reply: FastifyReply): Promise<Page | Redirect> {
    return submitForm(PasskeyForm, form, {
      work: async ({ answer, next }) =>
        this.doorway.goOn(await this.secondStep.enterWithPasskey(this.doorway.stepOf(request), answerOf(answer), this.doorway.whence(request)), { request, reply }, next),
      again: () => this.show(request, form.next),
    });
  }
}
