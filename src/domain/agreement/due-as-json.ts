import type { Due } from './duty.js';
import type { LocalDate } from '../time/local-date.js';
import { formatInstant } from '../time/london.js';

/** A due time as the command line and the API write it; a day that is not known is null, with `known` false. */
export type DueJson =
  | { dueOn: LocalDate; missedFrom: string; known: true }
  | { dueAt: string; missedFrom: string; known: true }
  | { dueOn: null; missedFrom: null; known: false };

export function dueAsJson(due: Due): DueJson {
  switch (due.kind) {
    case 'day':
      return { dueOn: due.on, missedFrom: formatInstant(due.missedFrom), known: true };
    case 'instant':
      return { dueAt: formatInstant(due.at), missedFrom: formatInstant(due.missedFrom), known: true };
    case 'not known':
      return { dueOn: null, missedFrom: null, known: false };
  }
}
