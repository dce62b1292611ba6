import { Controller, Get, Param, Post, Query } from '@nestjs/common';
import { CASE_RECORD_KINDS } from '../domain/agreement/records.js';
import { LAWFUL_BASES, RECIPIENTS, SHARED_ITEMS, WAYS_TO_TELL, type Recipient } from '../domain/agreement/records/sharing.js';
import { notFound } from '../errors.js';
import { saysOf } from '../records/says-of.js';
import { ChoiceField, IdField } from '../validation.js';
import { Allow } from '../web/allow.js';
import { page, redirect, type Page, type Redirect } from '../web/answers.js';
import { CurrentActor } from '../web/current-actor.js';
import { submitForm, Submitted, type FormValues } from '../web/forms.js';
import { CaseReference } from '../web/params.js';
import type { SignedIn } from '../web/visitor.js';
import { presentCase } from '../young-people/case.presenter.js';
import { ToldWishesDto } from './sharing.dto.js';
import { SharingService } from './sharing.service.js';

/** Whose wishes a form is about. */
export class WishesQuery {
  @IdField({ description: 'placement' }) placement: number;
  @ChoiceField(RECIPIENTS, { description: 'with whom' }) recipient: Recipient;
}

/** Consent and sharing of a case: item by recipient, and every disclosure. */
@Controller('cases/:reference/sharing')
export class SharingPages {
  constructor(private readonly sharing: SharingService) {}

  @Get() @Allow.signedIn()
  async show(@CurrentActor() actor: SignedIn, @Param('reference', CaseReference) reference: string): Promise<Page> {
    const { view, sharing } = await this.sharing.readSharing(actor, reference);
    return page('cases/sharing', {
      ...presentCase(view, 'sharing'), ...sharing, items: SHARED_ITEMS, bases: LAWFUL_BASES,
      history: sharing.history.map((record) => ({ ...record, name: CASE_RECORD_KINDS[record.kind].name, says: saysOf(CASE_RECORD_KINDS[record.kind], record), providerName: view.placements.find(({ id }) => id === record.placementId)?.provider.name ?? null })),
      mayRecord: view.allowed.includes('consent-decision.record'), mayBase: view.allowed.includes('sharing-basis.record'), mayDisclose: view.allowed.includes('disclosure.record'), mayOverride: view.allowed.includes('sharing-without-consent.record'),
    });
  }

  @Get('wishes') @Allow.signedIn()
  async ask(@CurrentActor() actor: SignedIn, @Param('reference', CaseReference) reference: string, @Query() { placement, recipient }: WishesQuery): Promise<Page> {
    const { view, column } = await this.sharing.readColumn(actor, reference, placement, recipient);
    if (!column) throw notFound('recipient');
    const values = Object.fromEntries(column.answers.map(({ item, wish }) => [item, wish === null ? '' : wish.decision === 'given' ? 'yes' : 'no']));
    return page('sharing/wishes', { case: view, column, items: SHARED_ITEMS, ways: WAYS_TO_TELL, yesOrNo: { yes: 'yes', no: 'no' }, values });
  }

  @Post('wishes') @Allow.signedIn()
  record(@CurrentActor() actor: SignedIn, @Param('reference', CaseReference) reference: string, @Submitted() form: FormValues): Promise<Page | Redirect> {
    return submitForm(ToldWishesDto, form, {
      work: async (input) => {
        const changed = await this.sharing.recordToldWishes(actor, reference, input);
        return redirect(`/cases/${reference}/sharing`, { title: changed === 0 ? 'Nothing was different' : 'Their wishes are recorded', text: 'They see them on their own page, and can change them there.' });
      },
      again: () => this.ask(actor, reference, { placement: Number(form.placementId), recipient: form.recipient as Recipient }),
    });
  }
}
