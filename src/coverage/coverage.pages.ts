import { Controller, Get, Query } from '@nestjs/common';
import { OrganisationsService } from '../organisations/organisations.service.js';
import { shownViews } from '../saved-views/saved-views.part.js';
import { Allow } from '../web/allow.js';
import { page, type Page } from '../web/answers.js';
import { CurrentActor } from '../web/current-actor.js';
import { hrefWith } from '../web/links.js';
import type { SignedIn } from '../web/visitor.js';
import { chipsFor } from './coverage-filters.js';
import { CoverageQuery } from './coverage.query.js';
import { CoverageService } from './coverage.service.js';

const PROVIDERS = 500;

/** For officers: how each sentence of the agreement is kept, and how well. */
@Controller('coverage')
export class CoveragePages {
  constructor(
    private readonly coverage: CoverageService,
    private readonly organisations: OrganisationsService,
  ) {}

  @Get() @Allow.signedIn()
  async show(@CurrentActor() actor: SignedIn, @Query() query: CoverageQuery): Promise<Page> {
    const [coverage, authorities, providers] = [
      await this.coverage.showCoverage(actor, query),
      await this.organisations.listAuthorities(),
      await this.organisations.listProviders({}, null, PROVIDERS),
    ];
    const filters = { provider: query.provider?.toString(), authority: query.authority, from: query.from, to: query.to };
    return page('coverage/show', {
      rows: coverage.items,
      unmetNeeds: coverage.unmetNeeds,
      filters,
      chipItems: chipsFor(filters, { authorities, providers: providers.items }),
      views: shownViews('coverage', coverage.views, filters),
      providers: [...providers.items].sort((a, b) => a.name.localeCompare(b.name)),
      authorities,
      csvHref: hrefWith('/coverage.csv', filters),
    });
  }
}
