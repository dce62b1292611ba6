import { parseLocalDate, type LocalDate } from '../domain/time/local-date.js';
import { parseInstant } from '../domain/time/london.js';

/** One description of a piece of JSON that both reads it and, as JSON Schema, documents it. */
export interface Shape<T> {
  /** The value, or undefined after adding to `problems` what is wrong, each with its path. An absent value is undefined. */
  read(value: unknown, path: string, problems: string[]): T | undefined;
  /** Whether it may be absent. */
  optional: boolean;
  schema: { type: string | string[] } & Record<string, unknown>;
}

type Read<S> = S extends Shape<infer T> ? T : never;

/** An object with these properties and no others; it may be absent when each of them may. */
export function object<const P extends Record<string, Shape<unknown>>>(properties: P): Shape<{ [K in keyof P]: Read<P[K]> }> {
  const names = Object.keys(properties);
  const required = names.filter((name) => !properties[name]?.optional);
  return {
    optional: required.length === 0,
    schema: {
      type: 'object',
      properties: Object.fromEntries(names.map((name) => [name, properties[name]?.schema])),
      ...(required.length > 0 ? { required } : {}),
      additionalProperties: false,
    },
    read(value, path, problems) {
      const given = value === undefined && required.length === 0 ? {} : value;
      if (typeof given !== 'object' || given === null || Array.isArray(given)) return wrong(value, path, 'an object', problems);
      const before = problems.length;
      for (const name of Object.keys(given)) {
        if (!names.includes(name)) problems.push(`${at(path, name)}: is not known here; known are ${names.join(', ')}`);
      }
      const fields = new Map<string, unknown>(Object.entries(given));
      const read = names.map((name) => [name, properties[name]?.read(fields.get(name), at(path, name), problems)]);
      return problems.length > before ? undefined : (Object.fromEntries(read) as { [K in keyof P]: Read<P[K]> });
    },
  };
}

/** A list; absent means empty. */
export function list<T>(item: Shape<T>): Shape<T[]> {
  return {
    optional: true,
    schema: { type: 'array', items: item.schema },
    read(value, path, problems) {
      if (value === undefined) return [];
      if (!Array.isArray(value)) return wrong(value, path, 'a list', problems);
      return value.flatMap((one: unknown, index) => item.read(one, `${path}[${index}]`, problems) ?? []);
    },
  };
}

/** A value that may be null; absent means null. */
export function nullable<T>(inner: Shape<T>): Shape<T | null> {
  return {
    optional: true,
    schema: { ...inner.schema, type: [inner.schema.type, 'null'].flat() },
    read: (value, path, problems) => (value === undefined || value === null ? null : inner.read(value, path, problems)),
  };
}

/** A value that may be left out: what it is then. */
export function otherwise<T>(inner: Shape<T>, value: T): Shape<T> {
  return {
    optional: true,
    schema: { ...inner.schema, default: value },
    read: (given, path, problems) => (given === undefined ? value : inner.read(given, path, problems)),
  };
}

/** An object whose names depend on what it is about; its values are texts, numbers, true or false. */
export const details: Shape<Readonly<Record<string, string | number | boolean>>> = {
  optional: true,
  schema: { type: 'object', additionalProperties: { type: ['string', 'number', 'boolean'] } },
  read(value, path, problems) {
    if (value === undefined) return {};
    if (typeof value !== 'object' || value === null || Array.isArray(value)) return wrong(value, path, 'an object', problems);
    const strange = Object.entries(value).filter(([, one]) => !['string', 'number', 'boolean'].includes(typeof one));
    for (const [name] of strange) problems.push(`${at(path, name)}: must be a text, a number, true or false`);
    return strange.length > 0 ? undefined : (value as Readonly<Record<string, string | number | boolean>>);
  },
};

/** One of a table's keys. */
export function oneOf<K extends string>(table: Record<K, unknown>): Shape<K> {
  const keys = Object.keys(table);
  const isKey = (value: unknown): value is K => typeof value === 'string' && keys.includes(value);
  return single({ type: 'string', enum: keys }, `one of ${keys.join(', ')}`, (value) => (isKey(value) ? value : undefined));
}

export const id: Shape<number> = single({ type: 'integer', minimum: 1 }, 'a whole number from 1', (value) =>
  typeof value === 'number' && Number.isSafeInteger(value) && value >= 1 ? value : undefined,
);

export const flag: Shape<boolean> = single({ type: 'boolean' }, 'true or false', (value) =>
  typeof value === 'boolean' ? value : undefined,
);

export const text: Shape<string> = single({ type: 'string', pattern: '\\S' }, 'a text', (value) =>
  typeof value === 'string' && value.trim() !== '' ? value : undefined,
);

export const date: Shape<LocalDate> = single({ type: 'string', format: 'date' }, 'a date that exists, such as 2026-10-01', (value) =>
  typeof value === 'string' ? (parseLocalDate(value) ?? undefined) : undefined,
);

export const instant: Shape<Date> = single(
  { type: 'string', format: 'date-time' },
  'an instant that exists, such as 2026-10-01T09:00:00Z',
  (value) => (typeof value === 'string' ? (parseInstant(value) ?? undefined) : undefined),
);

function single<T>(schema: Shape<T>['schema'], needed: string, accept: (value: unknown) => T | undefined): Shape<T> {
  return { optional: false, schema, read: (value, path, problems) => accept(value) ?? wrong(value, path, needed, problems) };
}

function wrong(value: unknown, path: string, needed: string, problems: string[]): undefined {
  problems.push(value === undefined ? `${path}: is missing; it must be ${needed}` : `${path || 'the file'}: must be ${needed}`);
}

function at(path: string, name: string): string {
  return path === '' ? name : `${path}.${name}`;
}
