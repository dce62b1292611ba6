import { ACTION_OUTCOMES, CONTACT_POSTS, CONTACT_STATES, DECISIONS, RATINGS } from '../domain/agreement/agreement-review.js';
import { CLAUSES } from '../domain/agreement/clauses.js';
import { Shows } from '../web/api/shows.js';
import { SignatureAnswer } from './agreements.answers.js';

export class ReviewClauseAnswer {
  @Shows.choice(Object.keys(CLAUSES)) clause: string;
  @Shows.text() title: string;
  @Shows.number({ nullable: true, of: 'null, as every count, for what comes of fewer than five young people of whom you may not know, and for none' }) inTime: number | null;
  @Shows.number({ nullable: true }) late: number | null;
  @Shows.number({ nullable: true, of: 'open and not yet past their due time' }) open: number | null;
  @Shows.number({ nullable: true, of: 'open and past it' }) missed: number | null;
  @Shows.number({ nullable: true, of: 'no longer owed, after they had been missed' }) endedLate: number | null;
  @Shows.number({ nullable: true, of: 'ever put on hold, whatever became of them' }) held: number | null;
  @Shows.choice(Object.keys(RATINGS), { nullable: true, of: 'what the parties chose, else what the figures suggest' }) rating: string | null;
  @Shows.flag() isChosen: boolean;
  @Shows.text({ nullable: true }) providerEvidence: string | null;
  @Shows.text({ nullable: true }) virtualSchoolEvidence: string | null;
}

export class ReviewFiguresAnswer {
  @Shows.date() from: string;
  @Shows.date() to: string;
  @Shows.number({ nullable: true }) youngPeople: number | null;
  @Shows.number({ nullable: true }) placements: number | null;
  @Shows.number({ nullable: true }) views: number | null;
  @Shows.number({ nullable: true }) viewsAnswered: number | null;
  @Shows.number({ nullable: true }) challenges: number | null;
  @Shows.number({ nullable: true }) challengesAnswered: number | null;
  @Shows.number({ nullable: true }) riskNotices: number | null;
  @Shows.number({ nullable: true }) endedByProvider: number | null;
  @Shows.number({ nullable: true }) breaches: number | null;
}

export class ReviewMeetingAnswer {
  @Shows.date() heldOn: string;
  @Shows.text() attended: string;
  @Shows.text({ nullable: true, of: 'what has been put right' }) contacts: string | null;
}

export class ReviewWordsAnswer {
  @Shows.text() youngPeopleSaid: string;
  @Shows.text() wentWrong: string;
  @Shows.text() virtualSchoolNeeds: string;
}

export class ProviderWordsAnswer {
  @Shows.text() views: string;
  @Shows.text() needs: string;
}

export class ReviewContactAnswer {
  @Shows.choice(Object.keys(CONTACT_POSTS)) post: string;
  @Shows.text({ nullable: true, of: 'who is in post; null while nobody is' }) name: string | null;
  @Shows.text({ nullable: true }) email: string | null;
  @Shows.text({ nullable: true }) phone: string | null;
  @Shows.choice(Object.keys(CONTACT_STATES), { nullable: true, of: 'what was found; null until this contact is checked' }) state: string | null;
}

export class MissingOfReviewAnswer {
  @Shows.text() code: string;
  @Shows.text() sentence: string;
}

export class ReviewActionAnswer {
  @Shows.text() what: string;
  @Shows.text() owner: string;
  @Shows.date() dueOn: string;
}

export class EarlierActionAnswer extends ReviewActionAnswer {
  @Shows.choice(Object.keys(ACTION_OUTCOMES)) outcome: string;
}

export class ReviewDecisionAnswer {
  @Shows.choice(Object.keys(DECISIONS)) decision: string;
  @Shows.date({ nullable: true, of: 'where it is to end' }) endsOn: string | null;
}

export class ReviewDraftAnswer {
  @Shows.id() agreementId: number;
  @Shows.one(() => ReviewFiguresAnswer, { of: 'counted by the system' }) figures: ReviewFiguresAnswer;
  @Shows.many(() => ReviewClauseAnswer) clauses: ReviewClauseAnswer[];
  @Shows.one(() => ReviewMeetingAnswer, { nullable: true }) meeting: ReviewMeetingAnswer | null;
  @Shows.one(() => ReviewWordsAnswer, { nullable: true }) words: ReviewWordsAnswer | null;
  @Shows.one(() => ProviderWordsAnswer, { nullable: true, of: 'written by the provider' }) provider: ProviderWordsAnswer | null;
  @Shows.many(() => ReviewContactAnswer, { of: 'whom the form names, as they are reached now' }) contacts: ReviewContactAnswer[];
  @Shows.many(() => ReviewActionAnswer) actions: ReviewActionAnswer[];
  @Shows.many(() => EarlierActionAnswer, { of: 'the actions of the last review, in its order' }) earlier: EarlierActionAnswer[];
  @Shows.one(() => ReviewDecisionAnswer, { nullable: true, of: 'what is to be decided' }) proposed: ReviewDecisionAnswer | null;
  @Shows.text({ nullable: true, of: 'why it has the Virtual School’s side only' }) withoutProvider: string | null;
  @Shows.many(() => SignatureAnswer, { of: 'both sides’ word under the review as it is' }) signatures: SignatureAnswer[];
  @Shows.many(() => MissingOfReviewAnswer, { of: 'what is missing before it can be recorded' }) missing: MissingOfReviewAnswer[];
}

export class RecordedReviewAnswer extends ReviewDraftAnswer {
  @Shows.id() id: number;
  @Shows.choice(Object.keys(DECISIONS)) decision: string;
  @Shows.date({ nullable: true, of: 'where it was to end' }) endsOn: string | null;
}

/** The figures' clauses are among `clauses`. */
export function presentReview<T extends { figures: { clauses: object } }>({ figures: { clauses: _clauses, ...figures }, ...review }: T) {
  return { ...review, figures };
}
