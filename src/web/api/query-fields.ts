import { applyDecorators } from '@nestjs/common';
import { ApiPropertyOptional } from '@nestjs/swagger';
import { Transform } from 'class-transformer';
import { IsBoolean, IsOptional } from 'class-validator';

/** `?missedOnly=true`: addresses carry texts, so the two words are read here, and only here. */
export const QueryFlag = (description: string): PropertyDecorator =>
  applyDecorators(
    Transform(({ value }: { value: unknown }) => (value === 'true' ? true : value === 'false' || value === '' ? false : value)),
    IsOptional(),
    ApiPropertyOptional({ type: 'boolean', description }),
    IsBoolean({ message: `“${description}” is either true or false.` }),
  );
