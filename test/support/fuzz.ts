import type { OpenAPIObject } from '@nestjs/swagger';
import { operationsOf } from '../../src/web/api/openapi.js';
import type { Random } from '../../src/sample/random.js';

type Schema = { $ref?: string; type?: string | string[]; enum?: unknown[]; properties?: Record<string, Schema>; items?: Schema; oneOf?: Schema[]; anyOf?: Schema[]; allOf?: Schema[]; format?: string };

export interface FuzzedOperation {
  id: string;
  method: 'GET' | 'POST' | 'PUT' | 'DELETE';
  /** A request of it as somebody careless, hurried or hostile would send it. */
  request(random: Random): { url: string; body?: unknown; headers: Record<string, string> };
}

/** What people and programs send instead of what was asked for. */
const JUNK: readonly unknown[] = [
  '', ' ', '0', '-1', '1.5', '99999999999999999999', 'null', 'NaN', 'constructor', '__proto__', "'; DROP TABLE person; --", "' OR 1=1 --", '%', '\\', '../../etc/passwd', '{{7*7}}', '<script>alert(1)</script>',
  '=1+1', 'x'.repeat(5_000), '\u202e', 'Ω≈ç√∫', '🙂', '2026-02-30', '2026-13-01', '9999-12-31', '2026-05-11T25:00:00Z', 'true', 0, -1, 1.5, 2 ** 53, 1e308, true, false, null, [], {}, [[[]]], { $gt: '' }, ['a'], { a: { b: { c: 1 } } },
];
const DATES = ['2026-05-11', '2026-09-07', '2026-06-01', '2026-05-01'];

/** Every operation of a description, with requests drawn from it; `known` holds what path parameters may name. */
export function fuzzedOperations(document: OpenAPIObject, known: Record<string, readonly string[]>): FuzzedOperation[] {
  return operationsOf(document).map(({ path, method, operation }) => {
    const parameters = (operation.parameters ?? []).flatMap((one) => ('in' in one ? [one] : []));
    const body = (operation.requestBody as { content?: Record<string, { schema?: Schema }> } | undefined)?.content ?? {};
    const [type, content] = Object.entries(body)[0] ?? [];
    return {
      id: operation.operationId ?? '',
      method: method.toUpperCase() as FuzzedOperation['method'],
      request: (random) => {
        const said = (value: unknown): string => encodeURIComponent(typeof value === 'string' ? value.slice(0, 300) : JSON.stringify(value));
        const filled = path.replace(/\{(\w+)\}/g, (_, name: string) => said(random.percent(80) ? random.pick(known[path] ?? known[name] ?? known['*'] ?? ['1']) : random.pick(JUNK.filter((one) => one !== ''))) || '0');
        const query = parameters.filter((one) => one.in === 'query' && random.percent(40)).map((one) => `${said(one.name)}=${said(random.percent(60) ? drawn(document, one.schema as Schema, random) : random.pick(JUNK))}`);
        if (random.percent(5)) query.push(`unknown=${said(random.pick(JUNK))}`);
        const headers: Record<string, string> = {
          ...(random.percent(15) && { 'if-match': random.pick(['"1"', '*', 'W/"1"', '1', '""', '"999999"', "'"]) }),
          ...(random.percent(10) && { 'idempotency-key': random.pick(['one', 'a'.repeat(300), 'two words', '{}']) }),
        };
        const url = `${filled}${query.length === 0 ? '' : `?${query.join('&')}`}`;
        if (type === undefined || random.percent(3)) return { url, headers };
        if (random.percent(4)) return { url, headers: { ...headers, 'content-type': 'application/json' }, body: random.pick(['{"a', '"text"', '7', '[]', '{"a":"\\u0000"}', '']) };
        if (type !== 'application/json') return { url, headers: { ...headers, 'content-type': random.pick([type, 'text/csv', 'application/octet-stream']) }, body: random.pick(['a,b\n1,2\n', '', '\uFEFFx', '"', 'a'.repeat(10_000)]) };
        return { url, headers, body: drawn(document, content?.schema ?? {}, random) };
      },
    };
  });
}

/** A value that a schema describes, or nearly. */
function drawn(document: OpenAPIObject, schema: Schema, random: Random): unknown {
  if (random.percent(8)) return random.pick(JUNK);
  if (schema.$ref) return drawn(document, (document.components?.schemas?.[schema.$ref.split('/').at(-1) ?? ''] ?? {}) as Schema, random);
  const one = schema.oneOf ?? schema.anyOf ?? schema.allOf;
  if (one) return drawn(document, random.pick(one), random);
  if (schema.enum) return random.pick(schema.enum);
  const type = Array.isArray(schema.type) ? random.pick(schema.type) : schema.type;
  if (schema.properties || type === 'object') {
    const fields = Object.entries(schema.properties ?? {}).filter(() => random.percent(85)).map(([name, inner]) => [name, drawn(document, inner, random)]);
    return Object.fromEntries([...fields, ...(random.percent(5) ? [['unknownField', random.pick(JUNK)]] : [])]);
  }
  if (type === 'array') return Array.from({ length: random.between(0, 3) }, () => drawn(document, schema.items ?? {}, random));
  if (type === 'integer' || type === 'number') return random.pick([0, 1, 2, 3, 7, 15, -1, 2_147_483_648]);
  if (type === 'boolean') return random.percent(50);
  if (schema.format === 'date') return random.pick(DATES);
  if (schema.format === 'date-time') return `${random.pick(DATES)}T09:00:00Z`;
  return random.pick(['A word', 'Zebedee', random.pick(DATES), 'E08000025', 'kim@region.example', '07700 900123', 'key-worker', String(random.pick(JUNK))]);
}
