import { Controller, Get, Param, Post, Query } from '@nestjs/common';
import { eventInWords } from '../audit/event-words.js';
import { PatternField } from '../validation.js';
import { Allow, NeedsProof } from '../web/allow.js';
import { page, redirect, type Page, type Redirect } from '../web/answers.js';
import { CurrentActor } from '../web/current-actor.js';
import { JustAButton, submitForm, Submitted, type FormValues } from '../web/forms.js';
import { ParseId } from '../web/params.js';
import type { SignedIn } from '../web/visitor.js';
import { CASE_REFERENCE } from '../young-people/case-reference.js';
import { EmergencyAccessList } from './emergency-access-list.service.js';
import { BreakGlassDto, FEWEST_CHARACTERS, JudgeDto } from './emergency-access.dto.js';
import { EMERGENCY_REASONS, VERDICTS } from './emergency-access.entity.js';
import { EmergencyAccessService } from './emergency-access.service.js';

export class BreakGlassQuery {
  @PatternField(CASE_REFERENCE, 'LS-7K2QF9', { description: 'reference of the case', optional: true }) reference?: string;
}

/** "Break glass", and what becomes of it. The form asks nothing of the database: it is the same whether there is such a case or not. */
@Controller('emergency-access')
export class EmergencyAccessPages {
  constructor(
    private readonly access: EmergencyAccessService,
    private readonly list: EmergencyAccessList,
  ) {}

  @Get() @Allow.signedIn()
  async show(@CurrentActor() actor: SignedIn): Promise<Page> {
    return page('emergency-access/list', { items: await this.list.listAccess(actor, actor.authorityCode), reasons: EMERGENCY_REASONS, verdicts: VERDICTS });
  }

  @Get('new') @Allow.signedIn()
  ask(@Query() { reference }: BreakGlassQuery): Page {
    return page('emergency-access/new', { values: { reference: reference ?? '' }, reasons: EMERGENCY_REASONS, fewest: FEWEST_CHARACTERS });
  }

  @Post() @Allow.signedIn() @NeedsProof()
  open(@CurrentActor() actor: SignedIn, @Submitted() form: FormValues): Promise<Redirect | Page> {
    return submitForm(BreakGlassDto, { ...form, reference: String(form['reference'] ?? '').toUpperCase() }, {
      work: async (input) => {
        await this.access.breakGlass(actor, input);
        return redirect(`/cases/${input.reference}`, { title: 'The case is open to you for 60 minutes', text: 'The data protection lead has been told, and will ask whether it was justified.' });
      },
      again: () => this.ask({}),
    });
  }

  @Post(':id/ending') @Allow.signedIn()
  end(@CurrentActor() actor: SignedIn, @Param('id', ParseId) id: number, @Submitted() form: FormValues): Promise<Redirect | Page> {
    return submitForm(JustAButton, form, {
      work: async () => {
        await this.access.endAccess(actor, id);
        return redirect('/', 'Your emergency access has ended');
      },
      again: () => this.ask({}),
    });
  }

  @Get(':id') @Allow.signedIn()
  async read(@CurrentActor() actor: SignedIn, @Param('id', ParseId) id: number): Promise<Page> {
    const one = await this.list.readAccess(actor, id);
    return page('emergency-access/show', { one, events: one.events.map(({ event, times }) => ({ words: eventInWords(event), times })), reasons: EMERGENCY_REASONS, verdicts: VERDICTS });
  }

  @Post(':id/verdict') @Allow.signedIn()
  judge(@CurrentActor() actor: SignedIn, @Param('id', ParseId) id: number, @Submitted() form: FormValues): Promise<Redirect | Page> {
    return submitForm(JudgeDto, form, {
      work: async (input) => {
        await this.access.judge(actor, id, input);
        return redirect('/emergency-access', 'The verdict is recorded');
      },
      again: () => this.read(actor, id),
    });
  }
}
