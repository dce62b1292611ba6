import type { INestApplication } from '@nestjs/common';
import { DocumentBuilder, SwaggerModule, type OpenAPIObject } from '@nestjs/swagger';

/** RFC 9457, as every refusal of the API answers. */
const PROBLEM = {
  type: 'object' as const,
  required: ['type', 'title', 'status', 'code', 'detail', 'reasons', 'instance'],
  properties: {
    type: { type: 'string' as const, example: '/problems/INVALID' },
    title: { type: 'string' as const },
    status: { type: 'integer' as const },
    code: { type: 'string' as const, description: 'UPPER_SNAKE, stable' },
    detail: { type: 'string' as const, description: 'A sentence that says what to do' },
    reasons: {
      type: 'array' as const,
      items: {
        type: 'object' as const,
        required: ['code', 'sentence'],
        properties: { code: { type: 'string' as const }, sentence: { type: 'string' as const }, field: { type: 'string' as const } },
      },
    },
    instance: { type: 'string' as const, description: 'The reference of this request, as in the log' },
  },
};

const REFUSALS: Record<string, string> = {
  400: 'It cannot be read',
  401: 'No access token, or one that has ended',
  403: 'This person may not do that',
  404: 'There is no such thing that this person can see',
  409: 'The agreement, or what is recorded already, stands against it',
  412: 'Somebody changed it since it was read (If-Match)',
  413: 'It is too large',
  415: 'It is of a type that is not taken here',
  422: 'The input cannot be taken; each reason names its field',
  429: 'Too many; wait as long as Retry-After says',
};

const REPLAYED = { description: '`true` where the request was done before: the answer has no body then, and Location says where what came of it can be read', schema: { type: 'string' as const } };

/** The OpenAPI 3.1 description of everything under /api/v1, from the controllers and their DTO classes. */
export function openApiOf(app: INestApplication, publicUrl: string): OpenAPIObject {
  const base = new DocumentBuilder()
    .setOpenAPIVersion('3.1.0')
    .setTitle('Learner Support')
    .setDescription(
      'What a page can do, the API can. Times are RFC 3339 with an offset, dates are dates. Lists go on with ?after=. ' +
        'A change sends the ETag it read as If-Match (412 on conflict); a POST may carry an Idempotency-Key. ' +
        'Sent twice with the same key it is done once: the second answers the first status, ETag and Location with Idempotent-Replayed: true and no body.',
    )
    .setVersion('1')
    .addServer(publicUrl)
    .addBearerAuth({ type: 'http', scheme: 'bearer', bearerFormat: 'lsa_…', description: 'A personal access token' })
    .addSecurityRequirements('bearer')
    .build();
  const document = SwaggerModule.createDocument(app, base, { operationIdFactory: (controller, method) => `${controller.replace(/Api$/, '')}.${method}` });
  document.paths = Object.fromEntries(Object.entries(document.paths).filter(([path]) => path.startsWith('/api/v1/')));
  document.components = { ...document.components, schemas: { ...document.components?.schemas, Problem: PROBLEM } };
  addRefusals(document);
  return document;
}

/** One description for all: the responses that every operation may give. */
function addRefusals(document: OpenAPIObject): void {
  const content = { 'application/problem+json': { schema: { $ref: '#/components/schemas/Problem' } } };
  for (const { operation, method } of operationsOf(document)) {
    for (const [status, description] of Object.entries(REFUSALS)) operation.responses[status] ??= { description, content };
    if (method !== 'post') continue;
    operation.parameters = [
      ...(operation.parameters ?? []),
      { name: 'Idempotency-Key', in: 'header', required: false, schema: { type: 'string', maxLength: 200 }, description: 'Sent twice with the same key, the request is done once; the second answer has no body' },
    ];
    for (const [status, response] of Object.entries(operation.responses)) if (status < '300' && response && 'description' in response) response.headers = { ...response.headers, 'Idempotent-Replayed': REPLAYED };
  }
}

const METHODS = ['get', 'post', 'put', 'patch', 'delete'] as const;

/** Each operation with its path and method, in the order of the paths. */
export function operationsOf(document: OpenAPIObject) {
  return Object.entries(document.paths).flatMap(([path, item]) =>
    METHODS.flatMap((method) => {
      const operation = item[method];
      return operation ? [{ path, method, operation }] : [];
    }),
  );
}
