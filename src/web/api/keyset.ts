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

/** A page of a list that is there as a whole, each row with its number: what a page's `after` names is the last row of the page before. */
export function pageOf<T extends { id: number }>(all: readonly T[], { after, limit }: Paging): { items: T[]; total: number; after: string | null } {
  const from = after === undefined ? 0 : all.findIndex(({ id }) => String(id) === after) + 1;
  const items = all.slice(from, from + limit);
  return { items, total: all.length, after: from + limit < all.length ? String(items.at(-1)?.id) : null };
}
