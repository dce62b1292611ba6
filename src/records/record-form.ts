import type { CaseRecordKind, Field, OrganisationRecordKind, RecordKind } from '../domain/agreement/records.js';
import { ChoiceField, IdField, LocalDateField, PatternField, TextField, TickField, WholeNumberField } from '../validation.js';

/** What a form or a body of any kind of record is read into. */
export interface RecordInput {
  happenedOn: string;
  placementId?: number;
  aboutId?: number;
  [field: string]: string | number | boolean | undefined;
}

const LINE_MAX = 200;

/** The rule for each type of field. */
export const RULES: { [T in Field['type']]: (field: Extract<Field, { type: T }>, said: { description: string; optional?: boolean }) => PropertyDecorator } = {
  text: ({ max }, said) => TextField({ ...said, max }),
  line: ({ max }, said) => TextField({ ...said, max: max ?? LINE_MAX }),
  date: (_, said) => LocalDateField(said),
  tick: (_, said) => TickField(said),
  number: ({ min, max }, said) => WholeNumberField({ ...said, min, max }),
  choice: ({ choices }, said) => ChoiceField(choices, said),
  pattern: ({ pattern, example }, said) => PatternField(pattern, example, said),
};

/** `consent-decision` becomes `RecordConsentDecisionDto`. */
export const dtoName = (kind: string): string => `Record${kind.split('-').map((word) => word.charAt(0).toUpperCase() + word.slice(1)).join('')}Dto`;

/** The class that checks what is sent for a kind of record, and describes it in OpenAPI: made from the kind's row. */
export function dtoFor(name: CaseRecordKind | OrganisationRecordKind, { when, of, about, fields }: RecordKind): new () => RecordInput {
  const className = dtoName(name);
  const made = { [className]: class {} }[className] as new () => RecordInput;
  const decorate = (field: string, decorator: PropertyDecorator): void => decorator(made.prototype as object, field);
  decorate('happenedOn', LocalDateField({ description: when }));
  if (of.includes('placement') && about === undefined) decorate('placementId', IdField({ description: 'placement', optional: of !== 'placement' }));
  if (about !== undefined) {
    decorate('aboutId', IdField({ description: 'what it answers', optional: of === 'case or placement' && about === 'status' }));
    if (about === 'status') decorate('placementId', IdField({ description: 'placement', optional: true }));
  }
  for (const [field, row] of Object.entries(fields)) {
    const rule = RULES[row.type] as (row: Field, said: { description: string; optional?: boolean }) => PropertyDecorator;
    decorate(field, rule(row, { description: row.label, ...(row.optional && { optional: true }) }));
  }
  return made;
}

/** A field as the view shows it. */
export type FormField = Field & { name: string };

/** The fields of a kind, in their order, for views/records/form.njk. */
export const fieldsOf = ({ fields }: RecordKind): FormField[] => Object.entries(fields).map(([name, field]) => ({ ...field, name }));
