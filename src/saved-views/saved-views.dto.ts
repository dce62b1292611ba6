import { ApiProperty } from '@nestjs/swagger';
import { IsObject } from 'class-validator';
import { ChoiceField, TextField } from '../validation.js';
import { Paging } from '../web/api/keyset.js';
import { LISTS, type ListName } from './lists.js';

export const LONGEST_NAME = 60;

export class RenameViewDto {
  @TextField({ description: 'name', max: LONGEST_NAME, missing: () => 'Enter a name for this view.' }) name: string;
}

export class SaveViewDto extends RenameViewDto {
  @ChoiceField(LISTS, { description: 'list' }) list: ListName;

  @IsObject({ message: 'Send the filters as an object, by the names that the list’s address has them by.' })
  @ApiProperty({ type: 'object', additionalProperties: { type: 'string' }, description: 'the filters by the names that the list’s address has them by, each a text; no search' })
  filters: Record<string, unknown>;
}

export class SavedViewsQuery extends Paging {
  @ChoiceField(LISTS, { description: 'list', optional: true }) list?: ListName;
}

/** A list with its filters, as the link to the form has them. */
export class NewViewQuery {
  @ChoiceField(LISTS, { description: 'list' }) list: ListName;
  @TextField({ description: 'filters', max: 500 }) filters: string;
}
