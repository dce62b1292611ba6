import { Controller, Get, Param } from '@nestjs/common';
import { CLAUSES } from '../domain/agreement/clauses.js';
import { Allow } from '../web/allow.js';
import { page, type Page } from '../web/answers.js';
import { CurrentActor } from '../web/current-actor.js';
import { ParseId } from '../web/params.js';
import type { SignedIn } from '../web/visitor.js';
import { HandoverService, type HandedOverDuty } from './handover.service.js';
import { organisationHref } from '../organisations/organisation-href.js';

/** What somebody who leaves owed, on one page to print or to work through. */
@Controller('handover')
export class HandoverPages {
  constructor(private readonly handovers: HandoverService) {}

  @Get(':personId') @Allow.signedIn()
  async show(@CurrentActor() actor: SignedIn, @Param('personId', ParseId) personId: number): Promise<Page> {
    const handover = await this.handovers.handoverOf(actor, personId);
    return page('posts/handover', { handover, duties: handover.duties.map((duty) => ({ ...duty, href: hrefOf(duty) })), clauses: CLAUSES });
  }
}

/** The case, or the page of the organisation whose own duty it is. */
function hrefOf({ id, reference, ofProviderId, ofAuthorityCode }: HandedOverDuty): string {
  if (reference !== null) return `/cases/${reference}#duty-${id}`;
  return `${organisationHref({ providerId: ofProviderId, authorityCode: ofAuthorityCode })}#duty-${id}`;
}
