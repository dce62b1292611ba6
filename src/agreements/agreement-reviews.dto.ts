import { CONTACT_STATES, DECISIONS, RATINGS, type ContactState, type Decision, type Rating } from '../domain/agreement/agreement-review.js';
import { SIGNING_PARTIES, type SigningParty } from '../domain/agreement/signature-form.js';
import { ChoiceField, LocalDateField, TextField } from '../validation.js';

export class ReviewMeetingDto {
  @LocalDateField({ description: 'when the review was held' }) heldOn: string;
  @TextField({ description: 'who attended', max: 1000 }) attended: string;
  @TextField({ description: 'what of the contacts has been put right', max: 1000, optional: true }) contacts?: string;
}

export class ReviewWordsDto {
  @TextField({ description: 'what young people said, without names' }) youngPeopleSaid: string;
  @TextField({ description: 'what went wrong, without names' }) wentWrong: string;
  @TextField({ description: 'what the Virtual School needs of the provider' }) virtualSchoolNeeds: string;
}

export class ProviderWordsDto {
  @TextField({ description: 'what the provider says of the year, without names of young people' }) views: string;
  @TextField({ description: 'what the provider needs of the Virtual School' }) needs: string;
}

export class ClauseReviewDto {
  @ChoiceField(RATINGS, { description: 'red, amber or green' }) rating: Rating;
  @TextField({ description: 'evidence of the Virtual School', max: 1000, optional: true }) virtualSchoolEvidence?: string;
}

export class ProviderEvidenceDto {
  @TextField({ description: 'evidence of the provider', max: 1000 }) providerEvidence: string;
}

const ofContact = (description: string) => ChoiceField(CONTACT_STATES, { description, optional: true });

/** Each is asked of its own side; the Virtual School may answer for all four. */
export class ReviewContactsDto {
  @ofContact('whether the signatory is right') signatory?: ContactState;
  @ofContact('whether the designated person is right') designatedPerson?: ContactState;
  @ofContact('whether the Virtual Head is right') virtualHead?: ContactState;
  @ofContact('whether the key contact is right') keyContact?: ContactState;
}

/** What becomes of an action of the last review: done, or carried over to a new day. */
export const CARRYING_ON = { done: 'it is done', 'carried over': 'it goes on' } as const;

export class EarlierActionDto {
  @ChoiceField(CARRYING_ON, { description: 'what has become of it' }) outcome: keyof typeof CARRYING_ON;
  /** Only where it goes on. */
  @LocalDateField({ description: 'by when, where it goes on', optional: true }) dueOn?: string;
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
  /** Only where the provider has not written its half, or does not sign. */
  @TextField({ description: 'why it is recorded without the provider’s half or signature', max: 1000, optional: true }) withoutProviderBecause?: string;
}

/** Beside the file itself. */
export class ScannedReviewDto {
  @ChoiceField(SIGNING_PARTIES, { description: 'whose signature it is' }) party: SigningParty;
  @TextField({ description: 'who signed', max: 200 }) signerName: string;
  @LocalDateField({ description: 'when it was signed' }) signedOn: string;
  @TextField({ description: 'who saw it being signed', max: 200 }) witness: string;
}
