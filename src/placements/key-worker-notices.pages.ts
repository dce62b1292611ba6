import { Controller, Get, Param, Post } from '@nestjs/common';
import { page, redirect, type Page, type Redirect } from '../web/answers.js';
import { Allow } from '../web/allow.js';
import { CurrentActor } from '../web/current-actor.js';
import { JustAButton, submitForm, Submitted, type FormValues } from '../web/forms.js';
import { CaseReference, ParseId } from '../web/params.js';
import type { SignedIn } from '../web/visitor.js';
import { CaseViewService } from '../young-people/case-view.service.js';
import { found } from '../young-people/found.js';
import { placementIn } from './placement-in.js';
import { PlacementsService } from './placements.service.js';

/** The designated person reads who the new key worker is, and says so (SC2). */
@Controller('cases/:reference/placements/:placementId/key-worker-notices/:keyWorkerId')
export class KeyWorkerNoticesPages {
  constructor(
    private readonly cases: CaseViewService,
    private readonly placements: PlacementsService,
  ) {}

  @Get() @Allow.signedIn()
  async show(
    @CurrentActor() actor: SignedIn,
    @Param('reference', CaseReference) reference: string,
    @Param('placementId', ParseId) placementId: number,
    @Param('keyWorkerId', ParseId) keyWorkerId: number,
  ): Promise<Page> {
    const view = await this.cases.readCaseTo(actor, reference, 'case.read', placementId);
    const keyWorker = found(view.keyWorkers, keyWorkerId, 'change of key worker');
    const acknowledgement = keyWorker.acknowledgements.find((one) => one.placementId === placementId) ?? null;
    const isAcknowledged = acknowledgement !== null;
    const duty = view.duties.find(({ key }) => key === `SC2/placement-${placementId}/key-worker-${keyWorkerId}`);
    const placement = placementIn(view, placementId);
    const mayAcknowledge = !isAcknowledged && placement.allowed.includes('key-worker-notice.acknowledge');
    return page('key-workers/notice', { case: view, placement, keyWorker, duty, isAcknowledged, acknowledgement, mayAcknowledge });
  }

  @Post() @Allow.signedIn()
  acknowledge(
    @CurrentActor() actor: SignedIn,
    @Param('reference', CaseReference) reference: string,
    @Param('placementId', ParseId) placementId: number,
    @Param('keyWorkerId', ParseId) keyWorkerId: number,
    @Submitted() form: FormValues,
  ): Promise<Redirect | Page> {
    return submitForm(JustAButton, form, {
      work: async () => {
        await this.placements.acknowledgeKeyWorker(actor, reference, placementId, keyWorkerId);
        return redirect(`/cases/${reference}`, {
          title: 'You have acknowledged the new key worker',
          text: 'The home authority sees that you know. Nothing more is asked of you for this change.',
        });
      },
      again: () => this.show(actor, reference, placementId, keyWorkerId),
    });
  }
}
