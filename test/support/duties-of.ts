import type { ClauseId } from '../../src/domain/agreement/clauses.js';
import { deriveDuties } from '../../src/domain/agreement/derive-duties.js';
import type { Duty } from '../../src/domain/agreement/duty.js';
import type { CaseFacts } from '../../src/domain/agreement/facts.js';
import { BY_DEFAULT } from '../../src/domain/agreement/settings.js';
import { formatInstant } from '../../src/domain/time/london.js';
import { ENGLAND } from '../../src/domain/time/working-days.js';
import { at } from './case-facts.js';

/** The duties of a case under some clauses, else under all, a line each: 'KW3/placement-17 due 2026-10-07: met late on 2026-10-09 at …'. */
export function dutiesOf(facts: CaseFacts, now: Date = at('2027-06-01 12:00'), clauses?: readonly ClauseId[]): string[] {
  const { duties } = deriveDuties(facts, BY_DEFAULT, ENGLAND, now);
  return duties.filter(({ clause }) => clauses?.includes(clause) ?? true).map((duty) => `${duty.key} due ${dueOf(duty)}: ${outcomeOf(duty, now)}`);
}

function dueOf({ due }: Duty): string {
  if (due.kind === 'not known') return 'not known';
  return due.kind === 'day' ? due.on : formatInstant(due.at);
}

function outcomeOf({ outcome, due }: Duty, now: Date): string {
  switch (outcome.kind) {
    case 'open':
      return due.kind !== 'not known' && now >= due.missedFrom ? 'missed' : 'open';
    case 'met':
      return `met${outcome.late ? ' late' : ''} on ${outcome.on}${outcome.at ? ` at ${formatInstant(outcome.at)}` : ''}`;
    case 'no longer owed':
      return `no longer owed${outcome.late ? ', late' : ''}, because ${outcome.because}`;
  }
}
