import { Controller, Get, Header, HttpCode, Post } from '@nestjs/common';
import { ApiExcludeController } from '@nestjs/swagger';
import { OwnRequests } from '../own-file/own-request.service.js';
import { readableFile } from '../own-file/readable-file.js';
import { Allow } from '../web/allow.js';
import { redirect, type Page, type Redirect } from '../web/answers.js';
import { CurrentActor } from '../web/current-actor.js';
import { submitFields, Submitted, type FormValues } from '../web/forms.js';
import type { SignedIn } from '../web/visitor.js';
import { mePage } from './me-page.js';
import { plainDay } from './plain-days.js';
import { texts } from './languages.js';
import { say } from './words.js';

/** Everything that is held about a young person: asked for, and fetched. */
@ApiExcludeController()
@Controller('me/own-file')
export class MeOwnFilePages {
  constructor(private readonly requests: OwnRequests) {}

  @Get()
  @Allow.youngPersonInFull()
  async show(@CurrentActor() actor: SignedIn): Promise<Page> {
    const { state, answerBy } = await this.requests.read(actor);
    return mePage('own-file', { state, by: answerBy && plainDay(answerBy) });
  }

  @Post()
  @Allow.youngPersonInFull()
  ask(@CurrentActor() actor: SignedIn, @Submitted() form: FormValues): Promise<Page | Redirect> {
    return submitFields(form, {
      work: async () => {
        const { answerBy } = await this.requests.ask(actor);
        return redirect('/me/own-file', { title: texts().ownFile.sent, text: say(texts().ownFile.asked, { on: plainDay(answerBy ?? '') }) });
      },
      again: () => this.show(actor),
    });
  }

  @Post('file.html')
  @Allow.youngPersonInFull()
  @HttpCode(200)
  @Header('content-type', 'text/html; charset=utf-8')
  @Header('content-disposition', 'attachment; filename="my-file.html"')
  async readable(@CurrentActor() actor: SignedIn): Promise<string> {
    return readableFile(await this.requests.fetch(actor));
  }
}
