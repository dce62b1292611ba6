import { Controller, Get, Query } from '@nestjs/common';
import { ApiTags } from '@nestjs/swagger';
import { Allow } from '../web/allow.js';
import { Operation } from '../web/api/operation.js';
import { FigureAnswer } from './figures.answers.js';
import { FiguresQuery } from './figures.query.js';
import { FiguresService, type Figure } from './figures.service.js';

@ApiTags('Figures')
@Controller('api/v1/figures')
export class FiguresApi {
  constructor(private readonly figures: FiguresService) {}

  @Get()
  @Allow.signedIn()
  @Operation('How well a promise is kept, of a term, in the region or an authority, broken down; small numbers hidden, the rest to the nearest five', { answers: FigureAnswer })
  async show(@Query() query: FiguresQuery): Promise<Figure> {
    return this.figures.figureFor(query);
  }
}
