import { suggestedRating, type ClauseFigures, type Decision, type Rating, type ReviewEntries } from '../domain/agreement/agreement-review.js';
import { CLAUSES, type ClauseId } from '../domain/agreement/clauses.js';
import type { LocalDate } from '../domain/time/local-date.js';
import type { ReviewFigures } from './review-figures.js';

/** A clause of a review: its figures, the colour that stands now, and the evidence of both sides. */
export interface ClauseLine extends ClauseFigures {
  clause: ClauseId;
  title: string;
  /** What the parties chose, else what the figures suggest; null where nothing was due. */
  rating: Rating | null;
  /** Whether the parties have chosen it. */
  isChosen: boolean;
  providerEvidence: string | null;
  virtualSchoolEvidence: string | null;
}

export interface ReviewView {
  agreementId: number;
  figures: ReviewFigures;
  clauses: ClauseLine[];
  meeting: ReviewEntries['meeting'];
  words: ReviewEntries['words'];
  actions: ReviewEntries['actions'];
}

/** A recorded review, with what was decided. */
export interface RecordedReview extends ReviewView {
  id: number;
  decision: Decision;
  endsOn: LocalDate | null;
}

const NONE: ClauseFigures = { inTime: 0, late: 0, open: 0, missed: 0, endedLate: 0, held: 0 };

/** Every clause under which something was owed, or on which a party wrote something, in the register's order. */
export function viewOf(agreementId: number, figures: ReviewFigures, entries: ReviewEntries): ReviewView {
  const clauses = (Object.keys(CLAUSES) as ClauseId[]).flatMap((clause): ClauseLine[] => {
    const [found, written] = [figures.clauses[clause], entries.clauses[clause]];
    const counts = found && { ...NONE, ...found };
    if (!counts && !written) return [];
    const rating = written?.rating ?? (counts ? suggestedRating(counts) : null);
    return [{
      clause, title: CLAUSES[clause].title, ...(counts ?? NONE), rating, isChosen: written !== undefined,
      providerEvidence: written?.providerEvidence ?? null, virtualSchoolEvidence: written?.virtualSchoolEvidence ?? null,
    }];
  });
  return { agreementId, figures, clauses, meeting: entries.meeting, words: entries.words, actions: entries.actions };
}

/** One clause of a review; an empty line where nothing was owed and nothing is written. */
export function lineOf({ clauses }: ReviewView, clause: ClauseId): ClauseLine {
  const empty = { clause, title: CLAUSES[clause].title, ...NONE, rating: null, isChosen: false, providerEvidence: null, virtualSchoolEvidence: null };
  return clauses.find((line) => line.clause === clause) ?? empty;
}

/** What the organisation record keeps of a review, in words. */
export function wordsOf({ meeting, words, actions, clauses }: ReviewView): Record<string, string> {
  return {
    attended: meeting?.attended ?? '',
    contacts: meeting?.contacts ?? '',
    evidence: clauses.map(evidenceOf).join('\n'),
    views: words?.youngPeopleSaid ?? '',
    wentWrong: words?.wentWrong ?? '',
    providerNeeds: words?.providerNeeds ?? '',
    virtualSchoolNeeds: words?.virtualSchoolNeeds ?? '',
    actions: actions.map(({ what, owner, dueOn }) => `${what} (${owner}, by ${dueOn})`).join('\n'),
  };
}

function evidenceOf({ clause, rating, inTime, late, missed, endedLate, held, providerEvidence, virtualSchoolEvidence }: ClauseLine): string {
  const sides = [providerEvidence && ` The provider: ${providerEvidence}`, virtualSchoolEvidence && ` The Virtual School: ${virtualSchoolEvidence}`];
  return `${clause}: ${rating ?? 'nothing due'}; ${inTime} in time, ${late} late, ${missed} missed, ${endedLate} no longer owed after they were missed, ${held} ever on hold.${sides.filter(Boolean).join('')}`;
}
