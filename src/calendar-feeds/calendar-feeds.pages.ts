import { Controller, Get, Post } from '@nestjs/common';
import { ApiExcludeController } from '@nestjs/swagger';
import { Allow, NeedsProof } from '../web/allow.js';
import { page, redirect, type Page, type Redirect } from '../web/answers.js';
import { CurrentActor } from '../web/current-actor.js';
import { submitForm, Submitted, type FormValues } from '../web/forms.js';
import type { SignedIn } from '../web/visitor.js';
import { EndFeedForm, MakeFeedDto } from './calendar-feeds.dto.js';
import { CalendarFeeds } from './calendar-feeds.service.js';

/** One's own dates in a calendar program. */
@ApiExcludeController()
@Controller('account/calendar')
export class CalendarFeedsPages {
  constructor(private readonly feeds: CalendarFeeds) {}

  @Get()
  @Allow.signedIn()
  async show(@CurrentActor() { personId }: SignedIn): Promise<Page> {
    return page('calendar-feeds/list', { feeds: await this.feeds.listFeeds(personId) });
  }

  /** The address is on the answer itself, and nowhere after it. */
  @Post()
  @Allow.signedIn()
  @NeedsProof()
  make(@CurrentActor() actor: SignedIn, @Submitted() form: FormValues): Promise<Page | Redirect> {
    return submitForm(MakeFeedDto, form, {
      work: async ({ name }) => page('calendar-feeds/made', await this.feeds.make(actor, name, null)),
      again: () => this.show(actor),
    });
  }

  @Post('end')
  @Allow.signedIn()
  end(@CurrentActor() actor: SignedIn, @Submitted() form: FormValues): Promise<Page | Redirect> {
    return submitForm(EndFeedForm, form, {
      work: async ({ feed }) => {
        await this.feeds.end(actor.personId, feed);
        return redirect('/account/calendar', { title: 'The calendar has ended', text: 'Its address answers nothing any more. What the program has fetched goes when you delete the calendar there.' });
      },
      again: () => this.show(actor),
    });
  }
}
