import { Controller, Get, Param, Post } from '@nestjs/common';
import { ApiExcludeController } from '@nestjs/swagger';
import { Allow, NeedsProof } from '../web/allow.js';
import { page, redirect, type Page, type Redirect } from '../web/answers.js';
import { CurrentActor } from '../web/current-actor.js';
import { JustAButton, submitForm, Submitted, type FormValues } from '../web/forms.js';
import { ParseId } from '../web/params.js';
import type { SignedIn } from '../web/visitor.js';
import { WAITS_DAYS } from './approvals.service.js';
import { ApprovalViews } from './approval-view.service.js';
import { ApprovalDecisions } from './decisions.service.js';

/** What takes two people: what waits for this one, and what they asked for. */
@ApiExcludeController()
@Controller('approvals')
export class ApprovalsPages {
  constructor(
    private readonly views: ApprovalViews,
    private readonly decisions: ApprovalDecisions,
  ) {}

  @Get() @Allow.signedIn()
  async list(@CurrentActor() actor: SignedIn): Promise<Page> {
    const items = await this.views.list(actor);
    const toDecide = items.filter(({ mayDecide }) => mayDecide);
    return page('approvals/list', { toDecide, others: items.filter(({ mayDecide }) => !mayDecide), days: WAITS_DAYS });
  }

  @Post(':id/approval') @Allow.signedIn() @NeedsProof()
  approve(@CurrentActor() actor: SignedIn, @Param('id', ParseId) id: number, @Submitted() form: FormValues): Promise<Page | Redirect> {
    return submitForm(JustAButton, form, {
      work: async () => {
        await this.decisions.approve(actor, id);
        return redirect('/approvals', { title: 'You have approved it', text: 'What it was about is done; a file can be fetched by whoever asked for it, and a large import goes on in the background.' });
      },
      again: () => this.list(actor),
    });
  }

  @Post(':id/refusal') @Allow.signedIn() @NeedsProof()
  refuse(@CurrentActor() actor: SignedIn, @Param('id', ParseId) id: number, @Submitted() form: FormValues): Promise<Page | Redirect> {
    return submitForm(JustAButton, form, {
      work: async () => {
        await this.decisions.refuse(actor, id);
        return redirect('/approvals', { title: 'You have refused it', text: 'Nothing was done.' });
      },
      again: () => this.list(actor),
    });
  }
}
