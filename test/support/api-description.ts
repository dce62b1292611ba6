import type { OpenAPIObject } from '@nestjs/swagger';
import { Ajv2020, type ValidateFunction } from 'ajv/dist/2020.js';
import formats from 'ajv-formats';
import { operationsOf } from '../../src/web/api/openapi.js';
import type { Answer, TestApplication } from './application.js';

export interface DescribedOperation {
  id: string;
  method: string;
  /** As in the description: `/api/v1/cases/{reference}`. */
  path: string;
  /** The fields of its JSON body, by name; null where it takes none. */
  bodyFields: string[] | null;
  queryFields: string[];
}

/** The description that the application gives of its API, and whether answers keep to it. */
export interface ApiDescription {
  document: OpenAPIObject;
  operations: DescribedOperation[];
  /** The operation that a request is for. Throws where none is described. */
  operationFor(method: string, url: string): DescribedOperation;
  /** What an answer has that the description does not say, or lacks that it promises; empty means nothing. */
  faults(method: string, url: string, answer: Answer): string[];
}

export async function readApiDescription(test: Pick<TestApplication, 'get'>): Promise<ApiDescription> {
  const { body: document } = await test.get<OpenAPIObject>(null, '/api/openapi.json');
  const ajv = new Ajv2020({ strict: true, allErrors: true, allowUnionTypes: true, keywords: ['example', 'components'] });
  formats.default(ajv);
  // A description may leave things out; ours may not: what is not described is not to be there.
  ajv.addSchema({ $id: 'api', components: closed(document.components) });
  const operations = operationsOf(document).map(({ path, method, operation }) => ({
    id: operation.operationId ?? '',
    method: method.toUpperCase(),
    path,
    bodyFields: bodyFieldsOf(document, operation.requestBody),
    queryFields: (operation.parameters ?? []).flatMap((parameter) => ('in' in parameter && parameter.in === 'query' ? [parameter.name] : [])),
    responses: operation.responses as Record<string, { headers?: object; content?: Record<string, { schema: object }> }>,
  }));
  const compiled = new Map<string, ValidateFunction>();
  const find = (method: string, url: string) => {
    const path = url.split('?')[0] ?? '';
    const operation = operations.find((one) => one.method === method && new RegExp(`^${one.path.replace(/\{\w+\}/g, '[^/]+')}$`).test(path));
    if (!operation) throw new Error(`${method} ${path} is not described`);
    return operation;
  };
  return {
    document,
    operations,
    operationFor: find,
    faults: (method, url, answer) => {
      const { id, responses } = find(method, url);
      const response = responses[String(answer.status)];
      if (!response) return [`${id} does not describe the status ${answer.status}`];
      // What was done before is said again without a body.
      if (answer.headers['idempotent-replayed']) return answer.body === '' && 'Idempotent-Replayed' in (response.headers ?? {}) ? [] : [`${id} replays a body, or does not describe that it replays`];
      const [type, content] = Object.entries(response.content ?? {})[0] ?? [];
      if (!content) return answer.body === '' ? [] : [`${id} describes no body for ${answer.status}`];
      if (!String(answer.headers['content-type']).startsWith(`${type};`)) return [`${id} answers ${answer.headers['content-type']}, not ${type}`];
      const key = JSON.stringify(content.schema);
      const validate = compiled.get(key) ?? ajv.compile(JSON.parse(key.replaceAll('"#/', '"api#/')) as object);
      compiled.set(key, validate);
      return validate(answer.body) ? [] : (validate.errors ?? []).map((error) => `${id} ${error.instancePath} ${error.message} ${JSON.stringify(error.params)}`);
    },
  };
}

function closed(value: unknown): unknown {
  if (Array.isArray(value)) return value.map(closed);
  if (value === null || typeof value !== 'object') return value;
  const inner = Object.fromEntries(Object.entries(value).map(([name, one]) => [name, closed(one)]));
  return 'type' in inner && inner['type'] === 'object' && 'properties' in inner ? { ...inner, additionalProperties: false } : inner;
}

function bodyFieldsOf(document: OpenAPIObject, body: object | undefined): string[] | null {
  const name = /"#\/components\/schemas\/([^"]+)"/.exec(JSON.stringify(body ?? {}))?.[1];
  const schema = name === undefined ? undefined : document.components?.schemas?.[name];
  return schema && 'properties' in schema ? Object.keys(schema.properties ?? {}) : null;
}
