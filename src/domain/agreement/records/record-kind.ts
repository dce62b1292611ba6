import type { ClauseId } from '../clauses.js';

/** One thing a record says. What is written freely (`text`, `line`) can hurt: it is kept apart from the rest, and the law never reads it. */
export type Field = { label: string; hint?: string; optional?: true } & (
  | { type: 'text'; max?: number }
  | { type: 'line'; max?: number }
  | { type: 'date' }
  | { type: 'tick' }
  | { type: 'number'; min: number; max: number }
  | { type: 'choice'; choices: Readonly<Record<string, string>> }
  | { type: 'pattern'; pattern: RegExp; example: string }
);

/** What people can record under a clause. Each is one form, one REST resource, one audit event (`<kind>.record`), and one fact for the law. */
export interface RecordKind {
  clause: ClauseId | 'P5' | 'P7';
  /** What it is, as a noun: "consent decision". */
  name: string;
  /** The heading of its form. */
  ask: string;
  /** What it belongs to. A placement's or a case's is recorded on a case; an agreement's on its provider. */
  of: 'case' | 'placement' | 'case or placement' | 'provider' | 'agreement' | 'authority';
  /** The kind of record it answers or completes. */
  about?: string;
  /** The label of the day on which it happened. */
  when: string;
  fields: Readonly<Record<string, Field>>;
  /** Texts that it kept once and does not ask for any more, by their labels: what was recorded then still says them. */
  formerly?: Readonly<Record<string, string>>;
  /** Not shown to providers, whatever else of the case they see. */
  notForProviders?: true;
}

export const record = <const K extends RecordKind>(kind: K): K => kind;

/** Whether a field is written freely: kept in a record's `words`, not in its `details`. */
export const isWords = ({ type }: Field): boolean => type === 'text' || type === 'line';

/** A text that tells a story; one that fits a line. */
export const text = (label: string, hint?: string) => ({ type: 'text', label, ...(hint === undefined ? {} : { hint }) }) as const;
export const optionalText = (label: string, hint?: string) => ({ ...text(label, hint), optional: true }) as const;
export const line = (label: string, hint?: string) => ({ type: 'line', label, ...(hint === undefined ? {} : { hint }) }) as const;
export const choice = <const C extends Readonly<Record<string, string>>>(label: string, choices: C) => ({ type: 'choice', label, choices }) as const;
export const date = (label: string) => ({ type: 'date', label }) as const;
export const tick = (label: string) => ({ type: 'tick', label }) as const;
