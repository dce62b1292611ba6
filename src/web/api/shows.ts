import { ApiProperty, type ApiPropertyOptions } from '@nestjs/swagger';

/** What an answer's field is about, and whether it may be null. */
interface Shown {
  of?: string;
  nullable?: boolean;
}

const fields = (presence: { required: boolean }) => {
  const field =
    (schema: object) =>
    ({ of, nullable }: Shown = {}): PropertyDecorator =>
      ApiProperty({ ...schema, ...presence, ...(of && { description: of }), ...(nullable && { nullable }) } as ApiPropertyOptions);
  return {
    id: field({ type: 'integer' }),
    number: field({ type: 'integer' }),
    text: field({ type: 'string' }),
    flag: field({ type: 'boolean' }),
    /** `2026-10-07`. */
    date: field({ type: 'string', format: 'date', example: '2026-10-07' }),
    /** `2026-10-30T16:00:00Z`. */
    instant: field({ type: 'string', format: 'date-time', example: '2026-10-30T16:00:00Z' }),
    texts: field({ type: 'string', isArray: true }),
    numbers: field({ type: 'integer', isArray: true }),
    /** Fields whose names and values depend on what it is about. */
    fields: field({ type: 'object', additionalProperties: true }),
    /** The same, many of them. */
    fieldsOfEach: field({ type: 'array', items: { type: 'object', additionalProperties: true } }),
    /** One of these words. */
    choice: (words: readonly string[], shown: Shown = {}): PropertyDecorator => field({ type: 'string', enum: [...words] })(shown),
    one: (type: () => new () => object, shown: Shown = {}): PropertyDecorator => field({ type: () => type() })(shown),
    many: (type: () => new () => object, shown: Shown = {}): PropertyDecorator => field({ type: () => [type()] })(shown),
  };
};

/**
 * The fields of what the API answers, for its description: classes with these say in one place what a client may rely on.
 * A field is always there, save those of `maybe`. The answers are plain objects; test/api-description.spec.ts holds them to it.
 */
export const Shows = { ...fields({ required: true }), maybe: fields({ required: false }) };
