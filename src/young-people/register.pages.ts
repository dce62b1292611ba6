import { Controller, Get, Post } from '@nestjs/common';
import { notAllowed } from '../errors.js';
import { page, redirect, type Page, type Redirect } from '../web/answers.js';
import { Allow } from '../web/allow.js';
import { CurrentActor } from '../web/current-actor.js';
import { submitForm, Submitted, type FormValues } from '../web/forms.js';
import type { SignedIn } from '../web/visitor.js';
import { CaseViewService } from './case-view.service.js';
import { dueInWords, openDuty } from './what-is-next.js';
import { RegisterYoungPersonDto } from './young-people.dto.js';
import { YoungPeopleService } from './young-people.service.js';
import { CARE_STATUSES } from '../domain/agreement/care-status.js';

/** A young person is registered as a case of their home authority (opens SC1). */
@Controller('register')
export class RegisterPages {
  constructor(
    private readonly youngPeople: YoungPeopleService,
    private readonly cases: CaseViewService,
  ) {}

  @Get() @Allow.signedIn()
  async ask(@CurrentActor() actor: SignedIn): Promise<Page> {
    const places = await this.youngPeople.placesToRegister(actor);
    if (places.length === 0) throw notAllowed('register young people');
    return page('register/new', { places, careStatuses: CARE_STATUSES, values: { homeAuthorityCode: places[0]?.code ?? '', team: places[0]?.team ?? '' } });
  }

  @Post() @Allow.signedIn()
  register(@CurrentActor() actor: SignedIn, @Submitted() form: FormValues): Promise<Redirect | Page> {
    return submitForm(RegisterYoungPersonDto, form, {
      work: async (input) => {
        const { reference } = await this.youngPeople.registerYoungPerson(actor, input);
        const vacancy = openDuty(await this.cases.readCaseTo(actor, reference, 'case.read'), 'SC1');
        const text = vacancy ? `A key worker with the authority to act is due ${dueInWords(vacancy)}.` : undefined;
        return redirect(`/cases/${reference}`, { title: `Case ${reference} is registered`, text });
      },
      again: () => this.ask(actor),
    });
  }
}
