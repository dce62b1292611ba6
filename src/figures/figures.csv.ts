import { Controller, Get, Header, Query } from '@nestjs/common';
import { Allow } from '../web/allow.js';
import { csvOf } from '../web/csv.js';
import { FiguresQuery } from './figures.query.js';
import { FiguresService, type FigureRow } from './figures.service.js';

/** What the page of a figure shows, for a spreadsheet: an empty cell is hidden. */
@Controller('figures.csv')
export class FiguresCsv {
  constructor(private readonly figures: FiguresService) {}

  @Get()
  @Allow.signedIn()
  @Header('content-type', 'text/csv; charset=utf-8')
  @Header('content-disposition', 'attachment; filename="figures.csv"')
  async export(@Query() query: FiguresQuery): Promise<string> {
    const { name, term, authority, by, total, rows } = await this.figures.figureFor(query);
    return csvOf<FigureRow>({
      figure: () => name, term: () => term, authority: () => authority ?? 'region', by: () => by,
      of: (row) => row.name, due: (row) => row.owed, kept: (row) => row.met, per_cent: (row) => row.share,
    }, [...(total ? [total] : []), ...rows]);
  }
}
