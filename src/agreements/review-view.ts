import {
  actionsBefore, checkedContacts, countForParties, reviewBlockers, suggestedRating,
  type ActionBefore, type ClauseFigures, type Contact, type ContactState, type Decision, type Rating, type ReviewAction, type ReviewBlocker, type ReviewEntries,
} from '../domain/agreement/agreement-review.js';
import { CLAUSES, type ClauseId } from '../domain/agreement/clauses.js';
import type { LocalDate } from '../domain/time/local-date.js';
import type { SignatureView } from './agreement-view.js';
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
  provider: ReviewEntries['provider'];
  /** Those whom the form names, as they are reached, with what was found of each. */
  contacts: (Contact & { state: ContactState | null })[];
  actions: Omit<ReviewAction, 'carriedFrom'>[];
  /** The actions of the review before. */
  earlier: ActionBefore[];
  /** What is to be decided; null until it is written. */
  proposed: ReviewEntries['proposed'];
  /** Why it has the Virtual School's side only: the provider's half or its signature is missing. */
  withoutProvider: string | null;
  /** Both sides' word under the review as it is. */
  signatures: SignatureView[];
  /** What is missing before it can be recorded. */
  missing: ReviewBlocker[];
}

/** A recorded review, with what was decided. */
export interface RecordedReview extends ReviewView {
  id: number;
  decision: Decision;
  endsOn: LocalDate | null;
}

const NONE: ClauseFigures = { inTime: 0, late: 0, open: 0, missed: 0, endedLate: 0, held: 0 };

/** What a view is made of: `contacts` are those in post, `last` the review before; a recorded review has what was found of both. */
interface ViewParts {
  agreementId: number;
  figures: ReviewFigures;
  entries: ReviewEntries;
  contacts: Contact[];
  last: { id: number; entries: ReviewEntries } | null;
  signatures: SignatureView[];
}

/** Every clause under which something was owed, or on which a party wrote something, in the register's order; and the rest of a review. */
export function viewOf({ agreementId, figures, entries, contacts, last, signatures }: ViewParts): ReviewView {
  const clauses = (Object.keys(CLAUSES) as ClauseId[]).flatMap((clause): ClauseLine[] => {
    const [found, written] = [figures.clauses[clause], entries.clauses[clause]];
    const counts = found && { ...NONE, ...found };
    const isTold = counts !== undefined && Object.values(counts).some((count) => count !== null);
    if (!isTold && !written) return [];
    const rating = written?.rating ?? (counts ? suggestedRating(counts) : null);
    return [{
      clause, title: CLAUSES[clause].title, ...(counts ?? NONE), rating, isChosen: (written?.rating ?? null) !== null,
      providerEvidence: written?.providerEvidence ?? null, virtualSchoolEvidence: written?.virtualSchoolEvidence ?? null,
    }];
  });
  const view = {
    agreementId, figures, clauses, meeting: entries.meeting, words: entries.words, provider: entries.provider,
    contacts: checkedContacts(contacts, entries.contacts),
    actions: entries.actions.map(({ what, owner, dueOn }) => ({ what, owner, dueOn })),
    earlier: last ? actionsBefore(last.id, last.entries.actions, entries) : entries.earlier,
    proposed: entries.proposed, withoutProvider: entries.withoutProvider, signatures,
  };
  return { ...view, missing: reviewBlockers(view) };
}

/** One clause of a review; an empty line where nothing was owed and nothing is written. */
export function lineOf({ clauses, figures }: ReviewView, clause: ClauseId): ClauseLine {
  const empty = { clause, title: CLAUSES[clause].title, ...(figures.clauses[clause] ?? NONE), rating: null, isChosen: false, providerEvidence: null, virtualSchoolEvidence: null };
  return clauses.find((line) => line.clause === clause) ?? empty;
}

/** What the organisation record keeps of a review, in words. */
export function wordsOf({ meeting, words, provider, contacts, actions, earlier, clauses }: ReviewView): Record<string, string> {
  return {
    attended: meeting?.attended ?? '',
    contacts: [...contacts.map(({ post, name, state }) => `${post}: ${name ?? 'nobody'}, ${state ?? 'not checked'}`), ...(meeting?.contacts ? [meeting.contacts] : [])].join('\n'),
    evidence: clauses.map(evidenceOf).join('\n'),
    views: words?.youngPeopleSaid ?? '',
    wentWrong: words?.wentWrong ?? '',
    providerViews: provider?.views ?? '',
    providerNeeds: provider?.needs ?? '',
    virtualSchoolNeeds: words?.virtualSchoolNeeds ?? '',
    actions: actions.map(inWords).join('\n'),
    earlierActions: earlier.map((one) => `${inWords(one)}: ${one.outcome}`).join('\n'),
  };
}

const inWords = ({ what, owner, dueOn }: Omit<ReviewAction, 'carriedFrom'>): string => `${what} (${owner}, by ${dueOn})`;

function evidenceOf({ clause, rating, inTime, late, missed, endedLate, held, providerEvidence, virtualSchoolEvidence }: ClauseLine): string {
  const told = countForParties;
  const sides = [providerEvidence && ` The provider: ${providerEvidence}`, virtualSchoolEvidence && ` The Virtual School: ${virtualSchoolEvidence}`];
  return `${clause}: ${rating ?? (missed === null ? 'not chosen' : 'nothing due')}; ${told(inTime)} in time, ${told(late)} late, ${told(missed)} missed, ${told(endedLate)} no longer owed after they were missed, ${told(held)} ever on hold.${sides.filter(Boolean).join('')}`;
}
