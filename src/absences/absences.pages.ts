import { Controller, Get, Param, Post } from '@nestjs/common';
import { londonDate } from '../domain/time/london.js';
import { UnitOfWork } from '../database/unit-of-work.js';
import { Allow, NeedsProof } from '../web/allow.js';
import { page, redirect, type Page, type Redirect } from '../web/answers.js';
import { CurrentActor } from '../web/current-actor.js';
import { dateParts } from '../web/date-parts.js';
import { JustAButton, submitForm, Submitted, type FormValues } from '../web/forms.js';
import { ParseId } from '../web/params.js';
import type { SignedIn } from '../web/visitor.js';
import { RecordAbsenceDto } from './absences.dto.js';
import { AbsencesService } from './absences.service.js';

/** Who is away, and who does their part meanwhile. */
@Controller('absences')
export class AbsencesPages {
  constructor(
    private readonly absences: AbsencesService,
    private readonly unitOfWork: UnitOfWork,
  ) {}

  @Get() @Allow.signedIn()
  async show(@CurrentActor() actor: SignedIn): Promise<Page> {
    const today = await this.unitOfWork.run(async ({ now }) => londonDate(now));
    const values = { personId: String(actor.personId), ...dateParts('fromOn', today) };
    return page('absences/list', { absences: await this.absences.listAbsences(actor), people: await this.absences.colleagues(actor), values });
  }

  @Post() @Allow.signedIn() @NeedsProof()
  record(@CurrentActor() actor: SignedIn, @Submitted() form: FormValues): Promise<Redirect | Page> {
    return submitForm(RecordAbsenceDto, form, {
      work: async (input) => {
        await this.absences.recordAbsence(actor, input);
        return redirect('/absences', { title: 'The absence is recorded', text: 'For those days, whoever covers sees the cases, gets the messages and can do what is due.' });
      },
      again: () => this.show(actor),
    });
  }

  @Post(':id/ending') @Allow.signedIn()
  end(@CurrentActor() actor: SignedIn, @Param('id', ParseId) id: number, @Submitted() form: FormValues): Promise<Redirect | Page> {
    return submitForm(JustAButton, form, {
      work: async () => {
        await this.absences.endAbsence(actor, id);
        return redirect('/absences', 'The absence has ended, and the cover with it');
      },
      again: () => this.show(actor),
    });
  }
}
