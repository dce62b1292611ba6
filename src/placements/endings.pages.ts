import { Controller, Get, Param, Post } from '@nestjs/common';
import { ENDINGS } from '../domain/agreement/facts.js';
import type { Blocker } from '../domain/agreement/termination-blockers.js';
import { londonDate } from '../domain/time/london.js';
import { Refusal } from '../errors.js';
import { page, Page, redirect, type Redirect } from '../web/answers.js';
import { Allow } from '../web/allow.js';
import { CurrentActor } from '../web/current-actor.js';
import { dateParts } from '../web/date-parts.js';
import { submitForm, Submitted, type FormValues } from '../web/forms.js';
import { CaseReference, ParseId } from '../web/params.js';
import type { SignedIn } from '../web/visitor.js';
import { CaseViewService } from '../young-people/case-view.service.js';
import { placementIn } from './placement-in.js';
import { EndPlacementDto } from './placements.dto.js';
import { PlacementsService } from './placements.service.js';

/** A placement ends. A provider's own ending waits for the procedure, or is kept as a breach (EP12). */
@Controller('cases/:reference/placements/:placementId/ending')
export class EndingsPages {
  constructor(
    private readonly cases: CaseViewService,
    private readonly placements: PlacementsService,
  ) {}

  @Get('new') @Allow.signedIn()
  async ask(@CurrentActor() actor: SignedIn, @Param('reference', CaseReference) reference: string, @Param('placementId', ParseId) placementId: number): Promise<Page> {
    const view = await this.cases.readCaseTo(actor, reference, 'placement.end', placementId);
    return page('placements/ending', { case: view, placement: placementIn(view, placementId), endings: ENDING_NAMES, values: dateParts('endedOn', londonDate(view.now)) });
  }

  @Post('new') @Allow.signedIn()
  end(
    @CurrentActor() actor: SignedIn,
    @Param('reference', CaseReference) reference: string,
    @Param('placementId', ParseId) placementId: number,
    @Submitted() form: FormValues,
  ): Promise<Redirect | Page> {
    return submitForm(EndPlacementDto, form, {
      work: async (input) => {
        try {
          const { breach, procedureOwed } = await this.placements.endPlacement(actor, reference, placementId, input);
          return redirect(`/cases/${reference}`, breach ? BREACH_RECORDED : procedureOwed ? PROCEDURE_OWED : ENDING_RECORDED);
        } catch (error) {
          if (error instanceof Refusal && error.code === 'PROCEDURE_NOT_FOLLOWED') return this.blockedPage(actor, reference, placementId, input, form);
          throw error;
        }
      },
      again: () => this.ask(actor, reference, placementId),
    });
  }

  private async blockedPage(actor: SignedIn, reference: string, placementId: number, input: EndPlacementDto, values: FormValues): Promise<Page> {
    const view = await this.cases.readCaseTo(actor, reference, 'placement.end', placementId);
    const blockers = await this.placements.blockersToEnding(actor, reference, placementId, input.endedOn);
    const tasks = blockers.map((blocker) => ({ ...blocker, href: `/cases/${reference}${whereToClose(blocker)}` }));
    return page('placements/ending-blocked', { case: view, placement: placementIn(view, placementId), tasks, endingName: ENDINGS[input.kind].name, endedOn: input.endedOn ?? londonDate(view.now), values }, 409);
  }
}

const ENDING_NAMES = Object.fromEntries(Object.entries(ENDINGS).map(([kind, { name }]) => [kind, name]));

/** The page of the case on which what stands against the ending is done. */
function whereToClose(blocker: Blocker): string {
  switch (blocker.code) {
    case 'NO_RISK_NOTICE':
    case 'RISK_SETTLED':
      return '/risk-notices/new';
    case 'MEETING_NOT_HELD':
    case 'NOT_DECIDED':
      return `/risk-notices/${blocker.noticeId}/meetings/new`;
    case 'LEG_OPEN':
      return `/risk-notices/${blocker.noticeId}#${blocker.to}`;
  }
}

const ENDING_RECORDED = { title: 'The ending is recorded', text: 'What was still owed for this placement is no longer owed. What was late stays on record.' };
const PROCEDURE_OWED = {
  title: 'The ending is recorded',
  text: 'The notices and the professionals’ meeting of the risk that was reported are still owed: only the home authority can say that they are not.',
};
const BREACH_RECORDED = {
  title: 'The ending is recorded as a breach',
  text: 'The Virtual Heads are being told now. The notices and the professionals’ meeting are still owed to the young person.',
};
