import { formatInstant } from '../../domain/time/london.js';
import { json, type JsonAnswer } from '../answers.js';

/** `return answer(notice, { version, location })`, and `status: 202` for what goes on in the background: JSON in which every instant is written one way, RFC 3339 in UTC. */
export const answer = (body: object, beside: { version?: number; location?: string; status?: 202 } = {}): JsonAnswer => json(withInstantsAsText(body) as object, beside);

function withInstantsAsText(value: unknown): unknown {
  if (value instanceof Date) return formatInstant(value);
  if (Array.isArray(value)) return value.map(withInstantsAsText);
  if (value === null || typeof value !== 'object') return value;
  return Object.fromEntries(Object.entries(value).map(([name, inner]) => [name, withInstantsAsText(inner)]));
}
