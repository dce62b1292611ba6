import { applyDecorators, HttpCode, type Type } from '@nestjs/common';
import { ApiExtraModels, ApiHeader, ApiOperation, ApiResponse, getSchemaPath } from '@nestjs/swagger';

interface Operation {
  /** The answer's class, or several where it depends on who asks; none for an answer without a body. */
  answers?: Type | Type[];
  /** 200 unless told otherwise; 201 has a Location. */
  status?: 200 | 201 | 202 | 204;
  /** What it answers (202) where it is too much to wait for, and goes on in the background: its Location says how far it is. */
  later?: Type;
  description?: string;
  /** What the ETag of the answer belongs to, and If-Match where the operation changes it. */
  version?: 'case' | 'plan' | 'section' | 'queue item' | 'agreement' | 'draft' | 'saved view';
  changes?: boolean;
}

const LOCATION = (description: string) => ({ Location: { description, schema: { type: 'string' as const } } });
const HOW_FAR = 'Where it can be read how far it is';
const BEGUN = 'Begun, and done in the background';

/** One operation of the API, described: what it does, what it answers, and which version it goes by. */
export function Operation(summary: string, { answers, status = 200, later, description, version, changes = false }: Operation): MethodDecorator {
  const types = answers === undefined ? [] : [answers].flat();
  const schemas = types.map((type) => ({ $ref: getSchemaPath(type) }));
  const headers = {
    ...(version && status !== 204 && { ETag: { description: `The version of the ${version}`, schema: { type: 'string' as const } } }),
    ...(status === 201 && LOCATION('Where it can be read')),
    ...(status === 202 && LOCATION(HOW_FAR)),
  };
  return applyDecorators(
    HttpCode(status),
    ApiOperation({ summary, ...(description && { description }) }),
    ApiExtraModels(...types),
    ApiResponse({
      status,
      description: status === 201 ? 'Done, as it can be read back' : status === 202 ? BEGUN : status === 204 ? 'Done' : 'As asked',
      headers,
      ...(schemas.length > 0 && { content: { 'application/json': { schema: schemas.length > 1 ? { oneOf: schemas } : schemas[0] } } }),
    }),
    ...(later ? [ApiExtraModels(later), ApiResponse({ status: 202, description: BEGUN, headers: LOCATION(HOW_FAR), content: { 'application/json': { schema: { $ref: getSchemaPath(later) } } } })] : []),
    ...(changes && version
      ? [ApiHeader({ name: 'If-Match', required: false, description: `The ETag of the ${version} as it was read; 412 where it has changed since` })]
      : []),
  );
}
