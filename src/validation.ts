import { applyDecorators } from '@nestjs/common';
import { ApiProperty, ApiPropertyOptional } from '@nestjs/swagger';
import { Transform } from 'class-transformer';
import { IsBoolean, IsIn, IsInt, IsOptional, Matches, Max, MaxLength, Min, ValidateBy, type ValidationOptions } from 'class-validator';
import { parseLocalDate } from './domain/time/local-date.js';
import { parseInstant } from './domain/time/london.js';

/** Rules for what people type. Each message says what to do; `$property` is the field. */
interface Field {
  description: string;
  optional?: boolean;
}

/** An empty form field is an absent one, and so is null in JSON; blanks around a text are not part of it. */
const trimmed = Transform(({ value }: { value: unknown }) => (typeof value === 'string' ? value.trim() || undefined : (value ?? undefined)));

/** A form's digits are a number; nothing else becomes one, so that neither true nor an empty field counts as 1 or 0. */
function digitsAsNumber(value: unknown): unknown {
  if (typeof value !== 'string') return value ?? undefined;
  return /^[+-]?\d{1,15}$/.test(value.trim()) ? Number(value) : value.trim() || undefined;
}

const presence = (field: Field, schema: object): PropertyDecorator =>
  field.optional
    ? applyDecorators(trimmed, IsOptional(), ApiPropertyOptional({ ...schema, description: field.description }))
    : applyDecorators(trimmed, ApiProperty({ ...schema, description: field.description }));

const rule = (name: string, test: (value: unknown) => boolean, message: string | (() => string), options?: ValidationOptions) =>
  ValidateBy({ name, validator: { validate: test, defaultMessage: () => (typeof message === 'string' ? message : message()) } }, options);

/** A day, `2026-10-07`. */
export const LocalDateField = (field: Field): PropertyDecorator =>
  applyDecorators(
    presence(field, { type: 'string', format: 'date', example: '2026-10-07' }),
    rule('realDate', (value) => typeof value === 'string' && parseLocalDate(value) !== null, `Enter a real date for “${field.description}”: day, month and year, such as 2026-10-07.`),
  );

/** An instant: with an offset, or London's local time without one. */
export const InstantField = (field: Field): PropertyDecorator =>
  applyDecorators(
    presence(field, { type: 'string', format: 'date-time', example: '2026-10-30T16:00:00Z' }),
    rule('realInstant', (value) => typeof value === 'string' && parseInstant(value) !== null, `Enter a real date and time for “${field.description}”: day, month, year and time, such as 2026-10-30 16:00.`),
  );

/** Text a person wrote. `missing` says in words of its own what to do where there is none. */
export const TextField = (field: Field & { max?: number; missing?: () => string }): PropertyDecorator =>
  applyDecorators(
    presence(field, { type: 'string', maxLength: field.max ?? 5000 }),
    rule('required', (value) => typeof value === 'string' && value.length > 0, field.missing ?? (() => `Enter “${field.description}”.`)),
    MaxLength(field.max ?? 5000, { message: `“${field.description}” must be ${field.max ?? 5000} characters or fewer.` }),
  );

/** One of the keys of a table. */
export const ChoiceField = (table: Record<string, unknown>, field: Field): PropertyDecorator =>
  applyDecorators(
    presence(field, { type: 'string', enum: Object.keys(table) }),
    IsIn(Object.keys(table), {
      message: ({ value }) => (value === undefined ? `Choose “${field.description}”.` : `Choose “${field.description}”: ${Object.keys(table).join(', ')}.`),
    }),
  );

/** Several of the keys of a table: of a form's boxes one alone is a text, more are a list. */
export const ChoicesField = (table: Record<string, unknown>, field: Field): PropertyDecorator =>
  applyDecorators(
    Transform(({ value }: { value: unknown }) => (value === undefined || value === null || value === '' ? undefined : [...new Set([value].flat())])),
    ...(field.optional ? [IsOptional()] : []),
    ApiProperty({ type: 'string', isArray: true, enum: Object.keys(table), required: !field.optional, description: field.description }),
    rule('someOf', (value) => Array.isArray(value) && value.length > 0, `Choose at least one for “${field.description}”.`),
    IsIn(Object.keys(table), { each: true, message: `Choose “${field.description}” from: ${Object.keys(table).join(', ')}.` }),
  );

const wholeNumber = ({ min, max, description }: Field & { min: number; max: number }) => ({ type: 'integer' as const, minimum: min, maximum: max, description });

/** A whole number, from a form or from JSON; `otherwise` where there is none. */
export const WholeNumberField = (field: Field & { min: number; max: number; otherwise?: number; ask?: 'Enter' | 'Choose' }): PropertyDecorator =>
  applyDecorators(
    Transform(({ value }: { value: unknown }) => digitsAsNumber(value) ?? field.otherwise),
    field.optional
      ? applyDecorators(IsOptional(), ApiPropertyOptional({ ...wholeNumber(field), ...(field.otherwise !== undefined && { default: field.otherwise }) }))
      : ApiProperty(wholeNumber(field)),
    IsInt({ message: ({ value }) => (value === undefined ? `${field.ask ?? 'Enter'} “${field.description}”.` : `Enter a whole number for “${field.description}”.`) }),
    Min(field.min, { message: `“${field.description}” must be ${field.min} or more.` }),
    Max(field.max, { message: `“${field.description}” must be ${field.max} or less.` }),
  );

/** The number of a row somebody chose: a person, a provider. */
export const IdField = (field: Field): PropertyDecorator => WholeNumberField({ ...field, min: 1, max: 2_147_483_647, ask: 'Choose' });

/** The numbers of some rows: of a form's boxes one alone is a text, more are a list. */
export const IdsField = (field: Field): PropertyDecorator =>
  applyDecorators(
    Transform(({ value }: { value: unknown }) => (value === undefined || value === null || value === '' ? undefined : [...new Set([value].flat().map(digitsAsNumber))])),
    ...(field.optional ? [IsOptional()] : []),
    ApiProperty({ type: 'integer', isArray: true, required: !field.optional, description: field.description }),
    rule('rowNumbers', (value) => Array.isArray(value) && value.every((one) => Number.isInteger(one) && (one as number) >= 1 && (one as number) <= 2_147_483_647), `Choose “${field.description}” from the list.`),
  );

/** A box that may be ticked: `true` in JSON, `yes` in a form. */
export const TickField = (field: { description: string }): PropertyDecorator =>
  applyDecorators(
    Transform(({ value }: { value: unknown }) => (value === 'yes' ? true : value === '' || value === 'no' ? false : (value ?? undefined))),
    IsOptional(),
    ApiPropertyOptional({ type: 'boolean', description: field.description }),
    IsBoolean({ message: `“${field.description}” is either true or false.` }),
  );

/** Text of a given shape. */
export const PatternField = (pattern: RegExp, example: string, field: Field): PropertyDecorator =>
  applyDecorators(
    presence(field, { type: 'string', example }),
    Matches(pattern, { message: `Enter “${field.description}” in the form ${example}.` }),
  );
