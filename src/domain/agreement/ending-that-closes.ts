import { ENDINGS, type EndingFact } from './facts.js';
import { endOf, type ClosedBy } from './settle.js';

/** What closes EP11, EP11M and EP11S: an ending that the home authority recorded. A provider ends no procedure by ending the placement, nor by saying that the young person left. */
export function endingThatClosesProcedure(ending: EndingFact | null): ClosedBy | null {
  return ending?.recordedByProvider === true ? null : endingThatCloses(ending);
}

/** A provider cannot end what follows from a risk notice by ending the placement: it stays owed then. */
export function endingThatCloses(ending: EndingFact | null): ClosedBy | null {
  return ending !== null && ENDINGS[ending.kind].byProvider ? null : endOf(ending);
}
