import { CLAUSES, type ClauseId } from '../domain/agreement/clauses.js';
import { describeDate, type LocalDate } from '../domain/time/local-date.js';

/** A hold that waits for the reader's decision, as their digest says it: a reference, a clause and a day, never who asked or why. */
export interface HoldLine {
  clause: ClauseId;
  until: LocalDate;
  caseReference: string | null;
  /** The provider or the authority whose duty it is, where it is no case's. */
  organisationName: string | null;
}

const referenceOf = ({ caseReference, organisationName }: HoldLine): string => caseReference ?? organisationName ?? '';

/** The subject of a digest that tells of nothing else. */
export function holdSubject(holds: readonly HoldLine[]): string {
  const [only] = holds;
  return only && holds.length === 1 ? `${referenceOf(only)}: a hold waits for your decision` : `Today: ${holds.length} holds wait for your decision`;
}

/** One hold, as the lines of a paragraph. */
export function describeHold(hold: HoldLine, publicUrl: string): string[] {
  const { clause, until } = hold;
  return [
    `${referenceOf(hold)}: a hold waits for your decision: ${CLAUSES[clause].title} (${clause})`,
    `Somebody asks to put it on hold until ${describeDate(until)}. Until a second person has approved that, it is owed as before.`,
    'Approve it or refuse it:',
    `${publicUrl}/holds`,
    `You get this because you may decide on it, and neither asked for it nor owe the duty. It stops when somebody has decided, at the latest on ${describeDate(until)}.`,
  ];
}
