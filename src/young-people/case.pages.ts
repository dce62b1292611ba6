import { Controller, Get, Param, Query } from '@nestjs/common';
import { TIMELINE_KINDS, TimelineService } from '../audit/timeline.service.js';
import { UnitOfWork } from '../database/unit-of-work.js';
import { CASE_RECORD_KINDS } from '../domain/agreement/records.js';
import type { Actor } from '../domain/permissions.js';
import { legOf } from '../duties/duty-journeys.js';
import { notFound } from '../errors.js';
import { Allow } from '../web/allow.js';
import { page } from '../web/answers.js';
import { CurrentActor } from '../web/current-actor.js';
import { hrefWith } from '../web/links.js';
import { CaseReference } from '../web/params.js';
import type { SignedIn } from '../web/visitor.js';
import { CaseMessages } from './case-messages.service.js';
import type { CasePart } from './case-parts.js';
import { CaseViewService } from './case-view.service.js';
import { presentCase } from './case.presenter.js';
import { TimelineQuery } from './cases.query.js';
import { withoutRepeats } from './timeline.presenter.js';

const LINES = 50;

/** A case, read: its overview and its other pages. What is recorded in it has pages of its own. */
@Controller('cases/:reference')
export class CasePages {
  constructor(
    private readonly views: CaseViewService,
    private readonly messagesOf: CaseMessages,
    private readonly trail: TimelineService,
    private readonly unitOfWork: UnitOfWork,
  ) {}

  @Get()
  @Allow.signedIn()
  overview(@CurrentActor() person: SignedIn, @Param('reference', CaseReference) reference: string) {
    return this.part(person, reference, 'overview');
  }

  @Get('duties')
  @Allow.signedIn()
  duties(@CurrentActor() person: SignedIn, @Param('reference', CaseReference) reference: string) {
    return this.part(person, reference, 'duties');
  }

  @Get('placements')
  @Allow.signedIn()
  placements(@CurrentActor() person: SignedIn, @Param('reference', CaseReference) reference: string) {
    return this.part(person, reference, 'placements');
  }

  @Get('risk-notices')
  @Allow.signedIn()
  riskNotices(@CurrentActor() person: SignedIn, @Param('reference', CaseReference) reference: string) {
    return this.part(person, reference, 'risk-notices');
  }

  @Get('emergencies')
  @Allow.signedIn()
  emergencies(@CurrentActor() person: SignedIn, @Param('reference', CaseReference) reference: string) {
    return this.part(person, reference, 'emergencies');
  }

  @Get('messages')
  @Allow.signedIn()
  messages(@CurrentActor() person: SignedIn, @Param('reference', CaseReference) reference: string) {
    return this.part(person, reference, 'messages', async () => {
      const messages = await this.messagesOf.listMessages(person, reference);
      return { messages: messages.map((entry) => ({ ...entry, leg: legOf({ key: entry.duty }) })) };
    });
  }

  @Get('timeline')
  @Allow.signedIn()
  timeline(@CurrentActor() person: SignedIn, @Param('reference', CaseReference) reference: string, @Query() { kind = 'all', after }: TimelineQuery) {
    return this.part(person, reference, 'timeline', async () => {
      const path = `/cases/${reference}/timeline`;
      const timeline = await this.trail.readTimeline(person, reference, kind, after ?? null, LINES);
      return {
        ...timeline,
        items: withoutRepeats(timeline.items),
        kinds: Object.entries(TIMELINE_KINDS).map(([key, text]) => ({ text, active: key === kind, href: hrefWith(path, { kind: key === 'all' ? null : key }) })),
        nextHref: timeline.after && hrefWith(path, { kind, after: timeline.after }),
        firstHref: after ? hrefWith(path, { kind }) : null,
      };
    });
  }

  /** One page of a case; another authority's Virtual School gets the limited view, which has one page. */
  private async part(person: Actor, reference: string, part: CasePart, more: () => Promise<object> = async () => ({})) {
    return this.unitOfWork.run(async () => {
      const view = await this.views.readCase(person, reference);
      if (!('limited' in view)) return page(`cases/${part}`, { ...presentCase(view, part), ...(await more()) });
      if (part !== 'overview') throw notFound('such page');
      return page('cases/limited', { case: view, supportOutcomes: CASE_RECORD_KINDS['support-answer'].fields.outcome.choices });
    });
  }
}
