import type { Duty } from '../../src/domain/agreement/duty.js';
import { isMissedAt } from '../../src/domain/agreement/settle.js';

/** All that the law says of a duty but its sentences for people, as the second reading writes it. */
export function dutyLine({ key, owedBy, placementId, opensAt, due, outcome, hold }: Duty, now: Date): string {
  const until = due.kind === 'day' ? due.on : due.kind === 'instant' ? due.at.toISOString() : 'not known';
  const head = `${key} by ${owedBy.join('+')} of ${placementId ?? 'none'} from ${opensAt.toISOString()} until ${until} held ${hold?.until ?? 'never'}`;
  if (outcome.kind === 'open') return `${head}: open${isMissedAt(due, now) ? ', missed' : ''}`;
  if (outcome.kind === 'met') return `${head}: met${outcome.late ? ' late' : ''} ${outcome.on}${outcome.at === null ? '' : ` at ${outcome.at.toISOString()}`}`;
  return `${head}: no longer owed${outcome.late ? ', late' : ''}: ${outcome.because}`;
}
