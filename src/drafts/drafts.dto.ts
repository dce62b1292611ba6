import { ApiProperty } from '@nestjs/swagger';
import { IsObject } from 'class-validator';
import { TextField } from '../validation.js';

const LONGEST_ADDRESS = 2_000;

export class GoOnDto {
  @IsObject({ message: 'Send what was typed as an object, by the names of the form’s fields.' })
  @ApiProperty({ type: 'object', additionalProperties: true, description: 'what was typed, by the names of the form’s fields: a text or a list of texts each' })
  fields: Record<string, unknown>;
}

export class BeginDraftDto extends GoOnDto {
  @TextField({ description: 'the page on which the form stands', max: LONGEST_ADDRESS }) page: string;
  @TextField({ description: 'where the form is sent to', max: LONGEST_ADDRESS }) action: string;
}
