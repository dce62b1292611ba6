import type { FastifyRequest } from 'fastify';
import { Refusal } from '../errors.js';

/** No DTO nests deeper than a few levels. */
const DEEPEST = 20;

/**
 * Refuses what nothing behind here could take. Errors: NUL_CHARACTER (400), since PostgreSQL keeps no U+0000 and nobody types
 * one; TOO_DEEP (400) for objects in objects in objects.
 */
export function refuseUnreadableInput({ body, query, params }: FastifyRequest): void {
  for (const value of [body, query, params]) lookThrough(value, 0);
}

function lookThrough(value: unknown, depth: number): void {
  if (typeof value === 'string' && value.includes('\0'))
    throw new Refusal(400, 'NUL_CHARACTER', 'There is a NUL character (U+0000) in what you sent. Take it out and send it again.');
  if (typeof value !== 'object' || value === null) return;
  if (depth > DEEPEST) throw new Refusal(400, 'TOO_DEEP', 'What you sent has too many levels, one in another.');
  for (const [name, inner] of Object.entries(value)) {
    lookThrough(name, depth);
    lookThrough(inner, depth + 1);
  }
}
