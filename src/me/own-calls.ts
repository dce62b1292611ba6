import type { CaseView, EmergencyView } from '../young-people/case-view.js';
import { plainInstant } from './plain-days.js';
import { texts } from './languages.js';
import { say } from './words.js';

/** A call for help, and what became of it so far. */
export interface OwnCall {
  id: number;
  at: string;
  state: string;
  isAnswered: boolean;
}

/** The young person's own calls for help, the newest first; of an answer only that there is one, unless the PIN was typed in. */
export const callsOf = (view: CaseView, personId: number, inFull: boolean): OwnCall[] =>
  view.emergencies.filter(({ raisedById }) => raisedById === personId).map((one) => ({ id: one.id, at: say(texts().help.at, plainInstant(one.raisedAt)), state: stateOf(one, view, inFull), isAnswered: one.respondedAt !== null }));

function stateOf({ id, respondedAt, response, acknowledgedAt }: EmergencyView, { duties }: CaseView, inFull: boolean): string {
  if (respondedAt) return inFull ? say(texts().help.answered, { answer: response ?? '' }) : texts().help.answeredPin;
  if (acknowledgedAt) return texts().help.inHand;
  const dueAt = duties.find(({ key }) => key === `KW8/emergency-${id}`)?.dueAt;
  return dueAt ? say(texts().help.waiting, plainInstant(dueAt)) : texts().help.sentText;
}
