import { Controller, Get } from '@nestjs/common';
import { ApiExcludeController } from '@nestjs/swagger';
import { organisationHref } from '../organisations/organisation-href.js';
import { Allow } from '../web/allow.js';
import { page, type Page } from '../web/answers.js';
import { CurrentActor } from '../web/current-actor.js';
import { hrefWith } from '../web/links.js';
import type { SignedIn } from '../web/visitor.js';
import { HoldsAsked } from './holds.service.js';
import type { HoldAsked } from './waiting-holds.js';

/** Holds that wait for this person's word. */
@ApiExcludeController()
@Controller('holds')
export class HoldsPages {
  constructor(private readonly holds: HoldsAsked) {}

  @Get() @Allow.signedIn()
  async list(@CurrentActor() actor: SignedIn): Promise<Page> {
    const items = await this.holds.list(actor);
    return page('holds/list', { items: items.map((one) => ({ ...one, href: hrefOf(one) })) });
  }
}

/** The form on which it is decided. */
function hrefOf({ kind, recordId, caseReference, providerId, authorityCode, agreementId }: HoldAsked): string {
  const base = caseReference === null ? organisationHref({ providerId, authorityCode }) : `/cases/${caseReference}`;
  return hrefWith(`${base}/records/${kind}-decision/new`, { agreement: agreementId?.toString(), about: String(recordId) });
}
