import { dateParts, instantParts } from '../web/date-parts.js';
import { joinDates, type FormValues } from '../web/forms.js';
import type { CorrectableField, CorrectableFields } from './correctable-field.js';
import type { Said } from './correction.entity.js';
import type { FactAnswer } from './corrections.answers.js';
import type { RecordedFact } from './corrections.service.js';

/** A fact as the API shows it to whoever may correct it. */
export function presentFact({ fact, id, kind, said }: RecordedFact): FactAnswer {
  const fields = Object.entries(kind.fields).map(([name, field]) => ({
    field: name,
    label: field.label,
    type: field.type,
    optional: field.optional ?? false,
    choices: field.type === 'choice' || field.type === 'choices' ? Object.keys(field.choices) : [],
    value: said[name] === null || said[name] === undefined ? null : String(said[name]),
  }));
  return { fact, id, name: kind.name, mayBeTakenBack: kind.takenBack !== null, fields };
}

/** A fact's fields as a form shows them at first. */
export function formValuesOf(fields: CorrectableFields, said: Said): FormValues {
  return Object.fromEntries(Object.entries(fields).flatMap(([name, field]) => Object.entries(valuesOf(name, field, said[name] ?? null))));
}

function valuesOf(name: string, { type }: CorrectableField, value: Said[string]): FormValues {
  if (value === null) return {};
  if (type === 'date') return dateParts(name, String(value));
  if (type === 'instant') return instantParts(name, new Date(String(value)));
  if (type === 'choices') return { [name]: String(value).split(',') };
  return { [name]: type === 'tick' ? (value ? 'yes' : '') : String(value) };
}

/** What somebody changed in the form of a fact; an instant is shown to the minute, and what was not touched keeps its seconds. */
export function changedIn(form: FormValues, fields: CorrectableFields, said: Said): Record<string, unknown> {
  const [before, after] = [formValuesOf(fields, said), form].map((values) => joinDates(values));
  const changed = Object.keys(fields).filter((name) => plain(listed(fields[name], before?.[name])) !== plain(listed(fields[name], after?.[name])));
  return Object.fromEntries(changed.map((name) => [name, fields[name]?.type === 'tick' ? after?.[name] === 'yes' : (after?.[name] ?? null)]));
}

/** Of several boxes a browser sends one alone as a text. */
const listed = (field: CorrectableField | undefined, value: unknown): unknown => (field?.type === 'choices' && typeof value === 'string' ? [value] : value);

/** A browser ends lines in its own way; blanks around a text are not part of it. */
const plain = (value: unknown): string => (Array.isArray(value) ? [...value].sort().join(',') : typeof value === 'string' ? value.replaceAll('\r\n', '\n').trim() : '');
