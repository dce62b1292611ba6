import { Controller, Get, Param, Post } from '@nestjs/common';
import { page, redirect, type Page, type Redirect } from '../web/answers.js';
import { Allow } from '../web/allow.js';
import { CurrentActor } from '../web/current-actor.js';
import { instantParts } from '../web/date-parts.js';
import { JustAButton, submitForm, Submitted, type FormValues } from '../web/forms.js';
import { CaseReference } from '../web/params.js';
import type { SignedIn } from '../web/visitor.js';
import { CaseViewService } from './case-view.service.js';
import type { CaseView } from './case-view.js';
import { KEY_WORKER_KINDS } from './key-worker-assignment.entity.js';
import { KeyWorkersService } from './key-workers.service.js';
import { dueInWords, openDuty } from './what-is-next.js';
import { AssignKeyWorkerDto, EndKeyWorkerDto } from './young-people.dto.js';

/** Who is key worker: assigned, given the authority to act, ended (SC1, and SC2 for each provider). */
@Controller('cases/:reference/key-worker')
export class KeyWorkersPages {
  constructor(
    private readonly cases: CaseViewService,
    private readonly keyWorkers: KeyWorkersService,
  ) {}

  @Get() @Allow.signedIn()
  async ask(@CurrentActor() actor: SignedIn, @Param('reference', CaseReference) reference: string): Promise<Page> {
    const view = await this.cases.readCaseTo(actor, reference, 'key-worker.assign');
    const people = await this.keyWorkers.peopleToAssign(actor, reference);
    const values = { ...instantParts('fromAt', view.now), ...instantParts('untilAt', view.now) };
    const running = runningKeyWorker(view);
    return page('key-workers/edit', { case: view, running, named: view.keyWorkers.find(({ fromAt }) => fromAt > view.now) ?? null, former: view.keyWorkers.filter((one) => one !== running && one.fromAt <= view.now), people, kinds: KEY_WORKER_KINDS, duty: openDuty(view, 'SC1'), values });
  }

  @Post() @Allow.signedIn()
  assign(@CurrentActor() actor: SignedIn, @Param('reference', CaseReference) reference: string, @Submitted() form: FormValues): Promise<Redirect | Page> {
    return submitForm(AssignKeyWorkerDto, form, {
      work: async (input) => {
        await this.keyWorkers.assignKeyWorker(actor, reference, input);
        return this.afterwards(actor, reference, 'The key worker is recorded');
      },
      again: () => this.ask(actor, reference),
    });
  }

  @Post('ending') @Allow.signedIn()
  end(@CurrentActor() actor: SignedIn, @Param('reference', CaseReference) reference: string, @Submitted() form: FormValues): Promise<Redirect | Page> {
    return submitForm(EndKeyWorkerDto, form, {
      work: async (input) => {
        await this.keyWorkers.endKeyWorker(actor, reference, input);
        return this.afterwards(actor, reference, 'The key worker’s time has ended');
      },
      again: () => this.ask(actor, reference),
    });
  }

  @Post('calling-off') @Allow.signedIn()
  callOff(@CurrentActor() actor: SignedIn, @Param('reference', CaseReference) reference: string, @Submitted() form: FormValues): Promise<Redirect | Page> {
    return submitForm(JustAButton, form, {
      work: async () => {
        await this.keyWorkers.callOffKeyWorker(actor, reference);
        return redirect(`/cases/${reference}/key-worker`, 'It is called off');
      },
      again: () => this.ask(actor, reference),
    });
  }

  /** What is owed now: someone with the authority to act (SC1), or the providers' being told (SC2). */
  private async afterwards(actor: SignedIn, reference: string, title: string): Promise<Redirect> {
    const view = await this.cases.readCaseTo(actor, reference, 'case.read');
    const vacancy = openDuty(view, 'SC1');
    const notice = openDuty(view, 'SC2');
    const sentences = [
      ...(vacancy ? [`A key worker with the authority to act is due ${dueInWords(vacancy)}.`] : []),
      ...(notice ? [`The provider is being told by e-mail, and acknowledges it ${dueInWords(notice)}.`] : []),
    ];
    return redirect(`/cases/${reference}`, { title, text: sentences.join(' ') || 'Nothing more is asked of you for this change.' });
  }
}

const runningKeyWorker = ({ keyWorkers, now }: CaseView) => keyWorkers.find(({ fromAt, untilAt }) => fromAt <= now && (untilAt === null || untilAt > now)) ?? null;
