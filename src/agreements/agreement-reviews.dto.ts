import { DECISIONS, RATINGS, type Decision, type Rating } from '../domain/agreement/agreement-review.js';
import { ChoiceField, LocalDateField, TextField } from '../validation.js';

export class ReviewMeetingDto {
  @LocalDateField({ description: 'when the review was held' }) heldOn: string;
  @TextField({ description: 'who attended', max: 1000 }) attended: string;
  @TextField({ description: 'whether the contacts are right', max: 1000 }) contacts: string;
}

export class ReviewWordsDto {
  @TextField({ description: 'what young people said, without names' }) youngPeopleSaid: string;
  @TextField({ description: 'what went wrong, without names' }) wentWrong: string;
  @TextField({ description: 'what the provider needs of the Virtual School' }) providerNeeds: string;
  @TextField({ description: 'what the Virtual School needs of the provider' }) virtualSchoolNeeds: string;
}

export class ClauseReviewDto {
  @ChoiceField(RATINGS, { description: 'red, amber or green' }) rating: Rating;
  @TextField({ description: 'evidence of the provider', max: 1000, optional: true }) providerEvidence?: string;
  @TextField({ description: 'evidence of the Virtual School', max: 1000, optional: true }) virtualSchoolEvidence?: string;
}

export class ReviewActionDto {
  @TextField({ description: 'what is to be done', max: 1000 }) what: string;
  @TextField({ description: 'who does it', max: 200 }) owner: string;
  @LocalDateField({ description: 'by when' }) dueOn: string;
}

export class ReviewDecisionDto {
  @ChoiceField(DECISIONS, { description: 'what is decided' }) decision: Decision;
  /** Only where it is to end. */
  @LocalDateField({ description: 'last day of the agreement', optional: true }) endsOn?: string;
}
