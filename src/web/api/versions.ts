import { createParamDecorator, type ExecutionContext } from '@nestjs/common';
import type { FastifyRequest } from 'fastify';
import { Refusal } from '../../errors.js';

/** A row's version as HTTP writes it. */
export const etagOf = (version: number): string => `"${version}"`;

/**
 * A handler's parameter: the version that the change is meant for, from If-Match; null where the client does not say. Hand
 * it to the service, which compares it in its transaction. Errors: IF_MATCH_INVALID (400).
 */
export const IfMatch = createParamDecorator((_data: unknown, context: ExecutionContext): number | null =>
  readIfMatch(context.switchToHttp().getRequest<FastifyRequest>().headers['if-match']),
);

export function readIfMatch(header: string | undefined): number | null {
  if (header === undefined || header === '*') return null;
  const version = /^"(\d{1,9})"$/.exec(header.trim())?.[1];
  if (version === undefined) throw new Refusal(400, 'IF_MATCH_INVALID', 'Send as If-Match the ETag that you got, with its quotation marks, such as "3".');
  return Number(version);
}
