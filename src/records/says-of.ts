import { ERASED } from '../encryption/erased.js';
import { isWords, type Field, type RecordKind } from '../domain/agreement/records.js';
import { describeDate } from '../domain/time/local-date.js';

/** One thing that a record says, in words. */
export interface Saying {
  label: string;
  text: string;
  isProse: boolean;
}

/** What a record says, field by field, in the order of its kind; what was left out is not there. */
export function saysOf({ fields, formerly = {} }: RecordKind, { details, words }: { details: Record<string, string | number | boolean>; words: Record<string, string> }): Saying[] {
  const said = Object.entries(fields).flatMap(([name, field]) => {
    const value = details[name] ?? words[name] ?? (isWords(field) ? words[ERASED] : undefined);
    return value === undefined || value === false ? [] : [{ label: field.label, text: inWords(field, value), isProse: isWords(field) }];
  });
  return [...said, ...Object.entries(formerly).flatMap(([name, label]) => (words[name] === undefined ? [] : [{ label, text: words[name], isProse: false }]))];
}

/** One value of a field in words. */
export function inWords(field: Field, value: string | number | boolean): string {
  if (field.type === 'choice') return field.choices[String(value)] ?? String(value);
  if (field.type === 'date') return describeDate(String(value));
  return value === true ? 'yes' : String(value);
}
