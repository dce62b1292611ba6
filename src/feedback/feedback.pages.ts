import { Controller, Get, Post, Query, Req } from '@nestjs/common';
import { ApiExcludeController } from '@nestjs/swagger';
import type { FastifyRequest } from 'fastify';
import { catalogue, texts } from '../me/languages.js';
import type { Words } from '../me/words.js';
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
    return page('feedback/form', { ...catalogue(), staffWords: STAFF_WORDS, values: { reference: typeof reference === 'string' && REFERENCE.test(reference) ? reference : '' } });
  }

  @Post()
  @Allow.public() @HoldsToken()
  write(@Submitted() form: FormValues, @Req() { ip, visitor }: FastifyRequest): Promise<Page | Redirect> {
    const { thanks, thanksText } = visitor?.person.ownReference ? texts().feedback : STAFF_WORDS;
    return submitForm(FeedbackDto, form, {
      work: async (input) => {
        await this.feedback.write(input, ip);
        return redirect('/feedback', { title: thanks, text: thanksText });
      },
      again: () => this.ask(form.reference),
    });
  }
}

const STAFF_WORDS: Words['feedback'] = {
  title: 'Tell us what you think',
  intro: 'What is hard here, what does not work, what would help? It goes to whoever runs this service, by e-mail, without who you are.',
  no: 'Do not write about a young person, and no names: this is not a place for what belongs into a case, and nobody here can act on it.',
  about: 'About the page with the reference',
  label: 'What do you want to tell us?',
  send: 'Send it',
  thanks: 'Thank you, we have it',
  thanksText: 'Whoever runs this service reads it. We do not know who you are, so nobody answers.',
};
