import { Controller, Get, Post, Query, Req } from '@nestjs/common';
import { ApiExcludeController } from '@nestjs/swagger';
import type { FastifyRequest } from 'fastify';
import { LANGUAGES, texts } from '../me/languages.js';
import { say } from '../me/words.js';
import { Allow, HoldsToken } from '../web/allow.js';
import { page, redirect, type Page, type Redirect } from '../web/answers.js';
import { submitForm, Submitted, type FormValues } from '../web/forms.js';
import { FeedbackDto, REFERENCE } from './feedback.dto.js';
import { FeedbackService } from './feedback.service.js';

/** What anybody thinks of the service, signed in or not; a young person in their own words and on a page like their own. */
@ApiExcludeController()
@Controller('feedback')
export class FeedbackPages {
  constructor(private readonly feedback: FeedbackService) {}

  @Get()
  @Allow.public()
  ask(@Query('reference') reference?: unknown): Page {
    return page('feedback/form', { words: texts(), languages: Object.values(LANGUAGES), say, values: { reference: typeof reference === 'string' && REFERENCE.test(reference) ? reference : '' } });
  }

  @Post()
  @Allow.public() @HoldsToken()
  write(@Submitted() form: FormValues, @Req() { ip, visitor }: FastifyRequest): Promise<Page | Redirect> {
    const { thanks, thanksText } = visitor?.person.ownReference ? texts().feedback : STAFF;
    return submitForm(FeedbackDto, form, {
      work: async (input) => {
        await this.feedback.write(input, ip);
        return redirect('/feedback', { title: thanks, text: thanksText });
      },
      again: () => this.ask(form.reference),
    });
  }
}

const STAFF = { thanks: 'Thank you, we have it', thanksText: 'Whoever runs this service reads it. We do not know who you are, so nobody answers.' };
