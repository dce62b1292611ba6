import type { LocalDate } from '../time/local-date.js';
import type { ClauseId } from './clauses.js';
import type { Post } from './roles.js';
import type { SigningParty } from './signature-form.js';

/** What became of the duties under one clause in a period; null where it comes of fewer than five young people of whom the reader may not know. */
export interface ClauseFigures {
  inTime: number | null;
  late: number | null;
  /** Open, and not yet past their due time. */
  open: number | null;
  /** Open, and past it. */
  missed: number | null;
  /** No longer owed, after it had been missed. */
  endedLate: number | null;
  /** Ever put on hold, whatever became of them. */
  held: number | null;
}

export const RATINGS = { red: 'red', amber: 'amber', green: 'green' } as const;
export type Rating = keyof typeof RATINGS;

/**
 * IM5: the colour that the figures alone suggest: red where something is missed and still not done, amber where something was
 * done late or ended after it was missed, green where all was kept in time; null where nothing was due, or the figures that would say it are not told.
 */
export function suggestedRating({ inTime, late, missed, endedLate }: ClauseFigures): Rating | null {
  if (missed !== null && missed > 0) return 'red';
  if (missed === null || late === null || endedLate === null || inTime === null) return null;
  if (late > 0 || endedLate > 0) return 'amber';
  return inTime > 0 ? 'green' : null;
}

/** Counts below this say too much of single young people: the summary for the partnership does not tell them apart. */
const FEWEST_TOLD = 5;

/** A count as the two parties read it. */
export const countForParties = (count: number | null): string => (count === null ? `fewer than ${FEWEST_TOLD}` : String(count));

/** A count as the partnership's summary gives it. */
export const countForPartners = (count: number | null): string => (count === null ? countForParties(null) : count > 0 && count < FEWEST_TOLD ? `1 to ${FEWEST_TOLD - 1}` : String(count));

/** What stands of a clause: the Virtual School chooses the colour, and each side writes its own evidence. */
export interface ClauseReview {
  /** Null until it is chosen. */
  rating: Rating | null;
  providerEvidence: string | null;
  virtualSchoolEvidence: string | null;
}

/** An action of a recorded review, by the review and its place there, counted from 1. */
export interface EarlierAction {
  reviewId: number;
  number: number;
}

export interface ReviewAction {
  what: string;
  owner: string;
  dueOn: LocalDate;
  /** The action of the last review that goes on in this one. */
  carriedFrom?: EarlierAction;
}

/** Those whom the form names, each in the post of their side. */
export const CONTACT_POSTS = {
  signatory: 'provider',
  'designated-person': 'provider',
  'virtual-head': 'virtual-school',
  'key-contact': 'virtual-school',
} as const satisfies Partial<Record<Post, SigningParty>>;
export type ContactPost = keyof typeof CONTACT_POSTS;

/** Who is in a post, as anybody would reach them; null where it is vacant. */
export interface Contact {
  post: ContactPost;
  name: string | null;
  email: string | null;
  phone: string | null;
}

export const CONTACT_STATES = { right: 'right', 'to put right': 'to put right' } as const;
export type ContactState = keyof typeof CONTACT_STATES;

/** A contact as it was when somebody of its side, or of the Virtual School, looked at it. */
export type CheckedContact = Contact & { state: ContactState };

/** What the parties write between their visits to the draft. */
export interface ReviewEntries {
  meeting: { heldOn: LocalDate; attended: string; contacts: string | null } | null;
  words: { youngPeopleSaid: string; wentWrong: string; virtualSchoolNeeds: string } | null;
  /** The provider's own words. */
  provider: { views: string; needs: string } | null;
  clauses: Partial<Record<ClauseId, ClauseReview>>;
  contacts: CheckedContact[];
  actions: ReviewAction[];
  /** Actions of the last review that are done. */
  done: EarlierAction[];
  /** What had become of those when this one was recorded; empty before. */
  earlier: ActionBefore[];
  /** What is to be decided; null until it is written. */
  proposed: ReviewDecision | null;
  /** Why it is recorded without the provider's half, or its signature. */
  withoutProvider: string | null;
}

export const NO_ENTRIES: ReviewEntries = { proposed: null, meeting: null, words: null, provider: null, clauses: {}, contacts: [], actions: [], done: [], earlier: [], withoutProvider: null };

/** IM5: a contact with what was found of it. What was checked of somebody else, or under another address, does not count for who is there now. */
export function checkedContacts(now: Contact[], checks: CheckedContact[]): (Contact & { state: ContactState | null })[] {
  const found = (one: Contact) => checks.find(({ post, name, email, phone }) => post === one.post && name === one.name && email === one.email && phone === one.phone);
  return now.map((one) => ({ ...one, state: found(one)?.state ?? null }));
}

export const ACTION_OUTCOMES = { open: 'open', done: 'done', 'carried over': 'carried over' } as const;

/** An action of the last review with what has become of it. */
export interface ActionBefore {
  what: string;
  owner: string;
  dueOn: LocalDate;
  outcome: keyof typeof ACTION_OUTCOMES;
}

/** Whether two name one action of a review. */
export const isSameAction = (one: EarlierAction | undefined, other: EarlierAction): boolean => one?.reviewId === other.reviewId && one.number === other.number;

/** The actions of the last review, each open until it is done or goes on in this one. */
export function actionsBefore(reviewId: number, actions: ReviewAction[], { done, actions: own }: ReviewEntries): ActionBefore[] {
  return actions.map(({ what, owner, dueOn }, index) => {
    const isThis = (one: EarlierAction | undefined) => isSameAction(one, { reviewId, number: index + 1 });
    const outcome = own.some(({ carriedFrom }) => isThis(carriedFrom)) ? 'carried over' : done.some(isThis) ? 'done' : 'open';
    return { what, owner, dueOn, outcome };
  });
}

export const DECISIONS = { renew: 'renew', amend: 'amend', end: 'end' } as const;
export type Decision = keyof typeof DECISIONS;

export interface ReviewDecision {
  decision: Decision;
  /** The last day of the agreement, where it is to end. */
  endsOn: LocalDate | null;
}

export interface ReviewBlocker {
  code: 'NO_MEETING' | 'NO_PROVIDER_WORDS' | 'NO_WORDS' | 'CONTACTS_NOT_CHECKED' | 'NO_ACTIONS' | 'EARLIER_ACTIONS_OPEN' | 'NO_DECISION' | 'NOT_SIGNED_BY_PROVIDER' | 'NOT_SIGNED_BY_VIRTUAL_SCHOOL';
  sentence: string;
}

/** What both sides have written, with what the system laid before them. */
export interface ReviewSoFar extends Pick<ReviewEntries, 'meeting' | 'words' | 'provider' | 'proposed' | 'withoutProvider'> {
  contacts: { state: ContactState | null }[];
  actions: readonly unknown[];
  earlier: Pick<ActionBefore, 'outcome'>[];
  /** Under the draft as it is. */
  signatures: readonly { party: SigningParty }[];
}

const SENTENCES: Readonly<Record<ReviewBlocker['code'], string>> = {
  NO_MEETING: 'Say when the review was held, and who attended.',
  NO_PROVIDER_WORDS: 'The provider has not written its half. Its designated person or its signatory does; where they do not answer, say why it is recorded without it.',
  NO_WORDS: 'Say what young people said, what went wrong, and what the Virtual School needs of the provider.',
  CONTACTS_NOT_CHECKED: 'Check each contact as it stands now: right, or to put right.',
  NO_ACTIONS: 'Add at least one action, with its owner and its date.',
  NO_DECISION: 'Write what is to be decided: renew, amend or end.',
  NOT_SIGNED_BY_PROVIDER: 'The provider’s signatory signs the review, signed in or on paper; where nobody signs for it, say why it is recorded without.',
  NOT_SIGNED_BY_VIRTUAL_SCHOOL: 'The Virtual Head signs the review, signed in or on paper.',
  EARLIER_ACTIONS_OPEN: 'Say of each action of the last review whether it is done, or carry it over.',
};

/**
 * IM5: what a review still lacks before it can be recorded: the words of both sides, a decision, and both signatures under them. A provider
 * that stays silent does not keep the Virtual School from its yearly review, which then says why it has one side only. A review that ends
 * the agreement needs neither contacts nor actions.
 */
export function reviewBlockers(review: ReviewSoFar): ReviewBlocker[] {
  const isSigned = (by: SigningParty): boolean => review.signatures.some(({ party }) => party === by);
  return [
    ...blockersBeforeSigningReview(review),
    ...blockersOf({ NOT_SIGNED_BY_PROVIDER: review.withoutProvider === null && !isSigned('provider'), NOT_SIGNED_BY_VIRTUAL_SCHOOL: !isSigned('virtual-school') }),
  ];
}

/** Of these, what has to be there before anybody signs. */
export function blockersBeforeSigningReview({ meeting, words, provider, contacts, actions, earlier, proposed, withoutProvider }: ReviewSoFar): ReviewBlocker[] {
  const goesOn = proposed?.decision !== 'end';
  return blockersOf({
    NO_MEETING: meeting === null,
    NO_PROVIDER_WORDS: provider === null && withoutProvider === null,
    NO_WORDS: words === null,
    CONTACTS_NOT_CHECKED: goesOn && contacts.some(({ state }) => state === null),
    NO_ACTIONS: goesOn && actions.length === 0,
    EARLIER_ACTIONS_OPEN: goesOn && earlier.some(({ outcome }) => outcome === 'open'),
    NO_DECISION: proposed === null,
  });
}

const blockersOf = (lacks: Partial<Record<ReviewBlocker['code'], boolean>>): ReviewBlocker[] =>
  (Object.keys(lacks) as ReviewBlocker['code'][]).filter((code) => lacks[code]).map((code) => ({ code, sentence: SENTENCES[code] }));

/** Why an agreement ended whose end a review decided. */
export const decidedBecause = (heldOn: LocalDate): string => `Decided at the review of ${heldOn}`;
