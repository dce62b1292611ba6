import { IsOptional, MaxLength } from 'class-validator';
import { WholeNumberField } from '../../validation.js';
import { ApiPropertyOptional } from '@nestjs/swagger';

const PAGE = 50;

/** `?after=&limit=`: `@Query() paging: Paging`. Extend it where a list has filters. */
export class Paging {
  @IsOptional()
  @MaxLength(500, { message: 'Give as after what the page before gave as “after”.' })
  @ApiPropertyOptional({ type: 'string', description: 'What the page before gave as “after”' })
  after?: string;

  @WholeNumberField({ min: 1, max: 200, otherwise: PAGE, optional: true, description: 'How many at most; 50 unless told otherwise' })
  limit: number = PAGE;
}
