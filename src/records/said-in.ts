import { isWords, type RecordKind } from '../domain/agreement/records.js';
import type { RecordInput } from './record-form.js';

/** The details and the words of an input, by the kind's fields. */
export function saidIn({ fields }: RecordKind, input: RecordInput): { details: Record<string, string | number | boolean>; words: Record<string, string> } {
  const given = Object.entries(fields).flatMap(([name, field]) => (input[name] === undefined ? [] : [[name, field, input[name]] as const]));
  return {
    details: Object.fromEntries(given.filter(([, field]) => !isWords(field)).map(([name, , value]) => [name, value])),
    words: Object.fromEntries(given.filter(([, field]) => isWords(field)).map(([name, , value]) => [name, String(value)])),
  };
}
