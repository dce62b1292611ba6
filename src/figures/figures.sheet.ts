import { Controller, Get, Query } from '@nestjs/common';
import { Allow } from '../web/allow.js';
import { sheetOf, sheetPaths, type Sheet } from '../web/sheet.js';
import { FiguresQuery } from './figures.query.js';
import { FiguresService, type FigureRow } from './figures.service.js';

/** What the page of a figure shows, for a spreadsheet: an empty cell is hidden. */
@Controller(sheetPaths('figures'))
export class FiguresSheet {
  constructor(private readonly figures: FiguresService) {}

  @Get()
  @Allow.signedIn()
  async export(@Query() query: FiguresQuery): Promise<Sheet> {
    const { name, term, authority, by, total, rows } = await this.figures.figureFor(query);
    return sheetOf<FigureRow>('figures', {
      figure: () => name, term: () => term, authority: () => authority ?? 'region', by: () => by,
      of: (row) => row.name, due: (row) => row.owed, kept: (row) => row.met, per_cent: (row) => row.share,
    }, [...(total ? [total] : []), ...rows]);
  }
}
