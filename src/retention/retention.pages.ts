import { Controller, Get, Param, Post } from '@nestjs/common';
import { WAITS_DAYS } from '../approvals/approvals.service.js';
import { canInOrganisation } from '../domain/permissions.js';
import { RETENTION } from '../domain/retention.js';
import { invalid, Refusal } from '../errors.js';
import { Allow, NeedsProof } from '../web/allow.js';
import { page, redirect, type Page, type Redirect } from '../web/answers.js';
import { CurrentActor } from '../web/current-actor.js';
import { JustAButton, submitForm, Submitted, type FormValues } from '../web/forms.js';
import { CaseReference, ParseId } from '../web/params.js';
import type { SignedIn } from '../web/visitor.js';
import { FEWEST_CHARACTERS, HoldDto, RecordDto, ScheduleDto } from './retention.dto.js';
import { RetentionService } from './retention.service.js';

/** How long records are kept, and erasing those whose time is over. */
@Controller('retention')
export class RetentionPages {
  constructor(private readonly retention: RetentionService) {}

  @Get() @Allow.signedIn()
  async list(@CurrentActor() actor: SignedIn): Promise<Page> {
    const schedules = await this.retention.listRetained(actor);
    return page('retention/list', { ...schedules, limits: RETENTION, mayErase: canInOrganisation(actor, 'retention.manage', actor.authorityCode) });
  }

  @Post('schedules') @Allow.signedIn() @NeedsProof()
  setSchedule(@CurrentActor() actor: SignedIn, @Submitted() form: FormValues): Promise<Page | Redirect> {
    return submitForm(ScheduleDto, form, {
      work: async (input) => {
        await this.retention.setSchedule(actor, input);
        return redirect('/retention', 'It is set');
      },
      again: () => this.list(actor),
    });
  }

  /** To a record by its reference: most that are held are not due for decades, and no list has them before. */
  @Post('cases') @Allow.signedIn()
  find(@CurrentActor() actor: SignedIn, @Submitted() form: FormValues): Promise<Page | Redirect> {
    return submitForm(RecordDto, { ...form, reference: String(form['reference'] ?? '').trim().toUpperCase() }, {
      work: async ({ reference }) => {
        try {
          await this.retention.preview(actor, reference);
        } catch (problem) {
          if (problem instanceof Refusal && problem.code === 'NOT_FOUND') throw invalid([{ code: 'UNKNOWN_REFERENCE', field: 'reference', sentence: 'No record of your authority has this reference.' }]);
          throw problem;
        }
        return redirect(`/retention/cases/${reference}`);
      },
      again: () => this.list(actor),
    });
  }

  @Get('cases/:reference') @Allow.signedIn()
  async show(@CurrentActor() actor: SignedIn, @Param('reference', CaseReference) reference: string): Promise<Page> {
    return page('retention/case', { record: await this.retention.preview(actor, reference), fewest: FEWEST_CHARACTERS, days: WAITS_DAYS });
  }

  @Post('cases/:reference/erasure') @Allow.signedIn() @NeedsProof()
  ask(@CurrentActor() actor: SignedIn, @Param('reference', CaseReference) reference: string, @Submitted() form: FormValues): Promise<Page | Redirect> {
    return submitForm(JustAButton, form, {
      work: async () => {
        await this.retention.askErasure(actor, reference);
        return redirect('/approvals', { title: 'A second person has to approve it', text: 'It is erased then, at once and for good.' });
      },
      again: () => this.show(actor, reference),
    });
  }

  @Post('cases/:reference/holds') @Allow.signedIn() @NeedsProof()
  hold(@CurrentActor() actor: SignedIn, @Param('reference', CaseReference) reference: string, @Submitted() form: FormValues): Promise<Page | Redirect> {
    return submitForm(HoldDto, form, {
      work: async (input) => {
        await this.retention.hold(actor, reference, input);
        return redirect(`/retention/cases/${reference}`, 'The record is held');
      },
      again: () => this.show(actor, reference),
    });
  }

  @Post('cases/:reference/holds/:id/lifting') @Allow.signedIn() @NeedsProof()
  lift(@CurrentActor() actor: SignedIn, @Param('reference', CaseReference) reference: string, @Param('id', ParseId) id: number, @Submitted() form: FormValues): Promise<Page | Redirect> {
    return submitForm(JustAButton, form, {
      work: async () => {
        await this.retention.lift(actor, reference, id);
        return redirect(`/retention/cases/${reference}`, 'The hold is lifted');
      },
      again: () => this.show(actor, reference),
    });
  }
}
