import { DECISIONS, RATINGS } from '../domain/agreement/agreement-review.js';
import { CLAUSES } from '../domain/agreement/clauses.js';
import { Shows } from '../web/api/shows.js';

export class ReviewClauseAnswer {
  @Shows.choice(Object.keys(CLAUSES)) clause: string;
  @Shows.text() title: string;
  @Shows.number() inTime: number;
  @Shows.number() late: number;
  @Shows.number({ of: 'open and not yet past their due time' }) open: number;
  @Shows.number({ of: 'open and past it' }) missed: number;
  @Shows.number({ of: 'no longer owed, after they had been missed' }) endedLate: number;
  @Shows.number({ of: 'ever put on hold, whatever became of them' }) held: number;
  @Shows.choice(Object.keys(RATINGS), { nullable: true, of: 'what the parties chose, else what the figures suggest' }) rating: string | null;
  @Shows.flag() isChosen: boolean;
  @Shows.text({ nullable: true }) providerEvidence: string | null;
  @Shows.text({ nullable: true }) virtualSchoolEvidence: string | null;
}

export class ReviewFiguresAnswer {
  @Shows.date() from: string;
  @Shows.date() to: string;
  @Shows.number() youngPeople: number;
  @Shows.number() placements: number;
  @Shows.number() views: number;
  @Shows.number() viewsAnswered: number;
  @Shows.number() challenges: number;
  @Shows.number() challengesAnswered: number;
  @Shows.number() riskNotices: number;
  @Shows.number() endedByProvider: number;
  @Shows.number() breaches: number;
}

export class ReviewMeetingAnswer {
  @Shows.date() heldOn: string;
  @Shows.text() attended: string;
  @Shows.text() contacts: string;
}

export class ReviewWordsAnswer {
  @Shows.text() youngPeopleSaid: string;
  @Shows.text() wentWrong: string;
  @Shows.text() providerNeeds: string;
  @Shows.text() virtualSchoolNeeds: string;
}

export class ReviewActionAnswer {
  @Shows.text() what: string;
  @Shows.text() owner: string;
  @Shows.date() dueOn: string;
}

export class ReviewDraftAnswer {
  @Shows.id() agreementId: number;
  @Shows.one(() => ReviewFiguresAnswer, { of: 'counted by the system' }) figures: ReviewFiguresAnswer;
  @Shows.many(() => ReviewClauseAnswer) clauses: ReviewClauseAnswer[];
  @Shows.one(() => ReviewMeetingAnswer, { nullable: true }) meeting: ReviewMeetingAnswer | null;
  @Shows.one(() => ReviewWordsAnswer, { nullable: true }) words: ReviewWordsAnswer | null;
  @Shows.many(() => ReviewActionAnswer) actions: ReviewActionAnswer[];
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
