import { Controller, Get, Param, Post } from '@nestjs/common';
import { Refusal } from '../errors.js';
import { page, redirect, type Page, type Redirect } from '../web/answers.js';
import { Allow } from '../web/allow.js';
import { CurrentActor } from '../web/current-actor.js';
import { checkForm, submitFields, Submitted, type FormValues } from '../web/forms.js';
import { CaseReference, ParseId } from '../web/params.js';
import type { SignedIn } from '../web/visitor.js';
import { presentCase } from '../young-people/case.presenter.js';
import type { CaseView } from '../young-people/case-view.js';
import { CaseViewService } from '../young-people/case-view.service.js';
import { CorrectionList } from './correction-list.service.js';
import { PlacementsService } from '../placements/placements.service.js';
import { inWords, type CorrectableField } from './correctable-field.js';
import { CorrectionForm, WHAT_WAS_WRONG } from './corrections.dto.js';
import { CorrectionsService, type FactName } from './corrections.service.js';
import { changedIn, formValuesOf } from './fact.presenter.js';

/** What was recorded wrongly: put right or taken back, and the list of all that was. */
@Controller('cases/:reference')
export class CorrectionsPages {
  constructor(
    private readonly cases: CaseViewService,
    private readonly corrections: CorrectionsService,
    private readonly list: CorrectionList,
    private readonly placements: PlacementsService,
  ) {}

  @Get('corrections') @Allow.signedIn()
  async all(@CurrentActor() actor: SignedIn, @Param('reference', CaseReference) reference: string): Promise<Page> {
    const view = await this.cases.readCaseTo(actor, reference, 'case.read');
    return page('corrections/list', { ...presentCase(view, 'corrections'), corrections: await this.list.listCorrections(actor, reference) });
  }

  @Get('facts/:fact/:id/correct') @Allow.signedIn()
  ask(@CurrentActor() actor: SignedIn, @Param('reference', CaseReference) reference: string, @Param('fact') fact: string, @Param('id', ParseId) id: number): Promise<Page> {
    return this.form(actor, reference, { fact, id }, false);
  }

  @Post('facts/:fact/:id/correct') @Allow.signedIn()
  correct(
    @CurrentActor() actor: SignedIn,
    @Param('reference', CaseReference) reference: string,
    @Param('fact') fact: string,
    @Param('id', ParseId) id: number,
    @Submitted() form: FormValues,
  ): Promise<Redirect | Page> {
    let isConflict = false;
    return submitFields(form, {
      work: async () => {
        const { correctionKind = '', correctionReason = '', version = '', ...typed } = form;
        const input = await checkForm(CorrectionForm, { correctionKind, correctionReason, version });
        const { kind, said } = await this.corrections.readFact(actor, reference, { fact, id });
        const asked = { reason: input.correctionReason, ifVersion: input.version, values: changedIn(typed, kind.fields, said) };
        const isMistake = input.correctionKind === 'mistake';
        await (isMistake ? this.corrections.takeBackFact(actor, reference, { fact, id }, asked) : this.corrections.correctFact(actor, reference, { fact, id }, asked)).catch((error: unknown) => {
          isConflict = error instanceof Refusal && error.status === 412;
          throw error;
        });
        const text = 'What is owed follows from it now. What was recorded before is kept here, with your reason.';
        return redirect(`/cases/${reference}/corrections`, { title: isMistake ? 'It is taken back' : 'It is corrected', text });
      },
      again: () => this.form(actor, reference, { fact, id }, isConflict),
    });
  }

  /** On a conflict with what is recorded now, so that nobody undoes what another put right. */
  private async form(actor: SignedIn, reference: string, name: FactName, isConflict: boolean): Promise<Page> {
    const { kind, said } = await this.corrections.readFact(actor, reference, name);
    const view = await this.cases.readCaseTo(actor, reference, 'fact.correct');
    const fields = await Promise.all(Object.entries(kind.fields).map(async ([field, row]) => ({ ...row, name: field, groups: await this.rowsFor(row, view) })));
    const recorded = fields.map(({ name: field, label, groups }) => ({ label, text: groups.flatMap(({ rows }) => rows).find(({ value }) => value === said[field])?.text ?? inWords(kind.fields[field], said[field]) }));
    return page('corrections/correct', { case: view, kind, fields, ...name, isConflict, recorded, whatWasWrong: WHAT_WAS_WRONG, values: formValuesOf(kind.fields, said) });
  }

  /** What a field that names a row can be chosen from. */
  private async rowsFor(field: CorrectableField, { placements }: CaseView): Promise<{ name?: string; rows: { value: number; text: string }[] }[]> {
    if (field.type !== 'row') return [];
    if (field.of === 'placement') return [{ rows: placements.map(({ id, provider, course }) => ({ value: id, text: `${provider.name}, ${course}` })) }];
    return (await this.placements.providersByAuthority()).map(({ authority, providers }) => ({ name: authority, rows: providers.map(({ id, name }) => ({ value: id, text: name })) }));
  }
}
