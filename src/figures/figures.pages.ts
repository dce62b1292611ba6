import { Controller, Get, Query } from '@nestjs/common';
import { MEASURES } from '../domain/figures/measures.js';
import { SMALLEST_BASE, SMALLEST_TOLD } from '../domain/figures/rounding.js';
import { OrganisationsService } from '../organisations/organisations.service.js';
import { Allow } from '../web/allow.js';
import { page, type Page } from '../web/answers.js';
import { hrefWith } from '../web/links.js';
import { barsOf } from './chart.presenter.js';
import { BY, FiguresQuery } from './figures.query.js';
import { FiguresService } from './figures.service.js';

/** A figure as a chart, a table, its definition and its file: always the four together. */
@Controller('figures')
export class FiguresPages {
  constructor(
    private readonly figures: FiguresService,
    private readonly organisations: OrganisationsService,
  ) {}

  @Get() @Allow.signedIn()
  async show(@Query() query: FiguresQuery): Promise<Page> {
    const figure = await this.figures.figureFor(query);
    const authorities = await this.organisations.listAuthorities();
    const filters = { measure: figure.measure, term: figure.term, authority: figure.authority, by: figure.by };
    return page('figures/show', {
      figure,
      filters,
      where: authorities.find(({ code }) => code === figure.authority)?.name ?? 'the region',
      measures: Object.entries(MEASURES).map(([id, { name }]) => ({ id, name })),
      authorities,
      breakdowns: figure.breakdowns.map((id) => ({ id, name: BY[id] })),
      byName: BY[figure.by],
      bars: barsOf(figure.rows),
      smallest: SMALLEST_TOLD,
      smallestBase: SMALLEST_BASE,
      csvHref: hrefWith('/figures.csv', filters),
    });
  }
}
