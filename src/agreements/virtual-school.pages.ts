import { Controller, Get } from '@nestjs/common';
import { canInOrganisation } from '../domain/permissions.js';
import { notAllowed } from '../errors.js';
import { Allow } from '../web/allow.js';
import { page, type Page } from '../web/answers.js';
import { CurrentActor } from '../web/current-actor.js';
import type { SignedIn } from '../web/visitor.js';
import { VirtualSchoolService, type OwnAtProvider } from './virtual-school.service.js';

/** The Virtual Head's page, and the key contact's (P1). */
@Controller('virtual-school')
export class VirtualSchoolPages {
  constructor(private readonly virtualSchools: VirtualSchoolService) {}

  @Get() @Allow.signedIn()
  async show(@CurrentActor() actor: SignedIn): Promise<Page> {
    const code = actor.posts.find(({ authorityCode }) => authorityCode !== null && canInOrganisation(actor, 'agreement.review', authorityCode))?.authorityCode;
    if (!code) throw notAllowed('see a Virtual School’s page: its Virtual Head and its key contact do');
    const overview = await this.virtualSchools.readOverview(actor, code);
    return page('agreements/virtual-school', { overview, areas: byArea(overview.own.providers) });
  }
}

function byArea(providers: readonly OwnAtProvider[]): { name: string | null; providers: OwnAtProvider[] }[] {
  const names = [...new Set(providers.map(({ areaName }) => areaName))];
  return names.map((name) => ({ name, providers: providers.filter(({ areaName }) => areaName === name) }));
}
