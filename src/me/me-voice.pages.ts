import { Controller, Get, Post, Req } from '@nestjs/common';
import { ApiExcludeController } from '@nestjs/swagger';
import type { FastifyRequest } from 'fastify';
import { invalid, type Reason } from '../errors.js';
import { EmergenciesService } from '../emergencies/emergencies.service.js';
import { Allow } from '../web/allow.js';
import { redirect, type Page, type Redirect } from '../web/answers.js';
import { CurrentActor } from '../web/current-actor.js';
import { submitFields, Submitted, type FormValues } from '../web/forms.js';
import type { SignedIn } from '../web/visitor.js';
import type { CaseView } from '../young-people/case-view.js';
import { callsOf } from './own-calls.js';
import { addresseeOf, listenersOf, type Listeners } from './listeners.js';
import { mePage } from './me-page.js';
import { OwnCaseService, ownReferenceOf } from './own-case.service.js';
import { OwnVoice } from './own-voice.service.js';
import { plainDay } from './plain-days.js';
import { texts } from './languages.js';
import { say } from './words.js';

const LONGEST = 5000;

/** A young person's own pages on which they say something. */
@ApiExcludeController()
@Controller('me')
export class MeVoicePages {
  constructor(
    private readonly ownCase: OwnCaseService,
    private readonly voice: OwnVoice,
    private readonly emergencies: EmergenciesService,
  ) {}

  @Get('say')
  @Allow.youngPerson()
  async askWhat(@CurrentActor() actor: SignedIn): Promise<Page> {
    const view = await this.ownCase.read(actor);
    return mePage('say', { ended: view.ended, listeners: listenersOf(view, false) });
  }

  @Post('say')
  @Allow.youngPerson()
  saySomething(@CurrentActor() actor: SignedIn, @Submitted() form: FormValues): Promise<Page | Redirect> {
    return submitFields(form, {
      work: async () => {
        const chosen = await this.chosen(actor, form, 'ownWords', texts().say.enterWords, false);
        const { id } = await this.voice.saySomething(actor, addresseeOf(chosen.to), chosen.words);
        return redirect('/me', { title: texts().say.sent, text: await this.answerBy(actor, [`KW5/view-${id}`, `EP5/view-${id}`]) });
      },
      again: () => this.askWhat(actor),
    });
  }

  @Get('good-enough')
  @Allow.youngPerson()
  async askAbout(@CurrentActor() actor: SignedIn): Promise<Page> {
    const view = await this.ownCase.read(actor);
    return mePage('good-enough', { ended: view.ended, listeners: listenersOf(view, true) });
  }

  @Post('good-enough')
  @Allow.youngPerson()
  askIfGoodEnough(@CurrentActor() actor: SignedIn, @Submitted() form: FormValues): Promise<Page | Redirect> {
    return submitFields(form, {
      work: async () => {
        const chosen = await this.chosen(actor, form, 'decision', texts().goodEnough.enterWhat, true);
        const { id } = await this.voice.askIfGoodEnough(actor, addresseeOf(chosen.to), chosen.words);
        return redirect('/me', { title: texts().goodEnough.sent, text: await this.answerBy(actor, [`P2/question-${id}`]) });
      },
      again: () => this.askAbout(actor),
    });
  }

  @Get('help')
  @Allow.youngPerson()
  async help(@CurrentActor() actor: SignedIn, @Req() { visitor }: FastifyRequest): Promise<Page> {
    return this.helpPage(actor, visitor?.level === 'full', await this.ownCase.read(actor));
  }

  @Post('help')
  @Allow.youngPerson()
  callForHelp(@CurrentActor() actor: SignedIn, @Submitted() form: FormValues, @Req() request: FastifyRequest): Promise<Page | Redirect> {
    return submitFields(form, {
      work: async () => {
        const view = await this.ownCase.read(actor);
        // In their words, and not as a fault of theirs: the form may have been open since before the end.
        if (view.ended !== null) return this.helpPage(actor, request.visitor?.level === 'full', view, 409);
        const whatHappened = textIn(form, 'whatHappened', LONGEST);
        if (whatHappened === '') throw invalid([{ code: 'REQUIRED', field: 'whatHappened', sentence: texts().help.enterWhat }]);
        await this.voice.callForHelp(actor, { whatHappened, howToReach: textIn(form, 'howToReach', 1000) || undefined });
        return redirect('/me/help', { title: texts().help.sent, text: texts().help.sentText });
      },
      again: () => this.help(actor, request),
    });
  }

  /** Who helps now. Where the case has ended nobody reads a call for help: the page says so and whom to call, and has no form. */
  private async helpPage(actor: SignedIn, inFull: boolean, view: CaseView, status = 200): Promise<Page> {
    const { people: responders } = await this.emergencies.respondersNow(actor, ownReferenceOf(actor));
    return mePage('help', { ended: view.ended, notSent: status === 409, responders, calls: callsOf(view, actor.personId, inFull) }, status);
  }

  /** To whom, and the words. Errors: INVALID in plain words. */
  private async chosen(actor: SignedIn, form: FormValues, field: string, missing: string, withManagers: boolean): Promise<{ to: string; words: string }> {
    const listeners: Listeners = listenersOf(await this.ownCase.read(actor), withManagers);
    const [to, words] = [textIn(form, 'addressedTo', 100), textIn(form, field, LONGEST)];
    const faults: Reason[] = [
      ...(Object.hasOwn(listeners, to) ? [] : [{ code: 'NOT_A_CHOICE', field: 'addressedTo', sentence: texts().say.chooseTo }]),
      ...(words === '' ? [{ code: 'REQUIRED', field, sentence: missing }] : []),
    ];
    if (faults.length > 0) throw invalid(faults);
    return { to, words };
  }

  private async answerBy(actor: SignedIn, keys: readonly string[]): Promise<string> {
    const { duties } = await this.ownCase.read(actor);
    const dueOn = duties.find(({ key }) => keys.includes(key))?.dueOn;
    return dueOn ? say(texts().say.sentText, { on: plainDay(dueOn) }) : texts().say.sentSoon;
  }
}

/** What was typed, up to a length that nobody reaches; nothing is lost of what is not too long. */
const textIn = (form: FormValues, field: string, longest: number): string => String(form[field] ?? '').trim().slice(0, longest);
