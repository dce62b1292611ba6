import { ENDINGS, type EndingFact } from './facts.js';
import { endOf, type ClosedBy } from './settle.js';

/** A provider cannot end the procedure of EP11 by ending the placement: what follows from a risk notice stays owed then. */
export function endingThatCloses(ending: EndingFact | null): ClosedBy | null {
  return ending !== null && ENDINGS[ending.kind].byProvider ? null : endOf(ending);
}
