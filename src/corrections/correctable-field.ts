import type { Field } from '../domain/agreement/records.js';
import { describeInstant, formatInstant, parseInstant } from '../domain/time/london.js';
import { invalid } from '../errors.js';
import { RULES } from '../records/record-form.js';
import { inWords as wordsOf } from '../records/says-of.js';
import { ChoicesField, IdField, InstantField } from '../validation.js';
import { checkForm, type FormValues } from '../web/forms.js';
import type { Said } from './correction.entity.js';

/** Something that a fact says and that can have been written down wrongly: a record's field, or an instant. */
export type CorrectableField =
  | Field
  | { label: string; hint?: string; optional?: true; type: 'instant' }
  /** Any of some: kept as one text with commas, so that it compares as it is. */
  | { label: string; hint?: string; optional?: true; type: 'choices'; choices: Readonly<Record<string, string>> }
  /** The number of a placement of the case, or of a provider. */
  | { label: string; hint?: string; optional?: true; type: 'row'; of: 'placement' | 'provider' };
export type CorrectableFields = Readonly<Record<string, CorrectableField>>;

type Value = Said[string];
type Rule = (field: CorrectableField, said: { description: string; optional: true }) => PropertyDecorator;

const RULE_OF = {
  ...RULES,
  instant: (_: unknown, said: { description: string }) => InstantField(said),
  row: (_: unknown, said: { description: string; optional: true }) => IdField(said),
  choices: ({ choices }: { choices: Readonly<Record<string, string>> }, said: { description: string; optional: true }) => ChoicesField(choices, said),
} as unknown as Record<CorrectableField['type'], Rule>;

/** The class that checks a fact's fields; made once, since class-validator keeps every class it has seen. */
const FORMS = new WeakMap<CorrectableFields, new () => object>();

function formFor(fields: CorrectableFields): new () => object {
  const made = FORMS.get(fields) ?? class {};
  if (!FORMS.has(fields)) {
    for (const [name, field] of Object.entries(fields)) RULE_OF[field.type](field, { description: field.label, optional: true })(made.prototype as object, name);
    FORMS.set(fields, made);
  }
  return made;
}

/** What was sent for some of a fact's fields, read by the rule of each; null and '' are nothing. Errors: INVALID. */
export async function readSaid(fields: CorrectableFields, sent: Readonly<Record<string, unknown>>): Promise<Said> {
  const input = (await checkForm(formFor(fields), severalOf(fields, sent) as FormValues)) as Record<string, Value | string[] | undefined>;
  const said = Object.fromEntries(Object.keys(sent).map((name) => [name, asKept(fields[name], input[name] ?? null)]));
  const missing = Object.keys(said).filter((name) => said[name] === null && !fields[name]?.optional);
  if (missing.length > 0) throw invalid(missing.map((field) => ({ code: 'REQUIRED', field, sentence: `Enter “${fields[field]?.label}”.` })));
  return said;
}

/** What is kept as one text with commas is read as a list. */
function severalOf(fields: CorrectableFields, sent: Readonly<Record<string, unknown>>): Record<string, unknown> {
  const list = (name: string, value: unknown) => (fields[name]?.type === 'choices' && typeof value === 'string' && value !== '' ? value.split(',') : value);
  return Object.fromEntries(Object.entries(sent).map(([name, value]) => [name, list(name, value)]));
}

/** An instant is kept in UTC, however it was typed; of several, each once and in the order of the table. */
function asKept(field: CorrectableField | undefined, value: Value | string[]): Value {
  if (Array.isArray(value)) return field?.type === 'choices' ? inTheirOrder(field, value) : value.join(',');
  const at = field?.type === 'instant' && typeof value === 'string' ? parseInstant(value) : null;
  return at ? formatInstant(at) : value;
}

/** Several of a table's keys, each once and in the order of the table, as one text. */
export const inTheirOrder = ({ choices }: Extract<CorrectableField, { type: 'choices' }>, keys: readonly unknown[]): string =>
  Object.keys(choices).filter((key) => keys.includes(key)).join(',');

/** The names of placements and providers, by their numbers. */
export type RowNames = Readonly<Record<'placement' | 'provider', ReadonlyMap<number, string>>>;

/** What a field says, in words for a page; null where it says nothing. */
export function inWords(field: CorrectableField | undefined, value: Value | undefined, names?: RowNames): string | null {
  if (!field || value === null || value === undefined || value === '') return null;
  if (field.type === 'row') return names?.[field.of].get(Number(value)) ?? `number ${Number(value)}`;
  if (field.type === 'choices') return String(value).split(',').map((key) => field.choices[key] ?? key).join(', ');
  return field.type === 'instant' ? describeInstant(new Date(String(value))) : value === false ? 'no' : wordsOf(field, value);
}
