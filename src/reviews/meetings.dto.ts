import { ATTENDEES, MEETING_KINDS, SAFETY_ANSWERS, type Attendee, type MeetingKind, type SafetyAnswer } from '../domain/agreement/meeting-clocks.js';
import { ChoiceField, ChoicesField, IdsField, LocalDateField, TextField } from '../validation.js';
import { PEP_FORMS, PEP_QUALITIES } from './reviews.dto.js';

/** A meeting about the young person, whatever it was held as: about some placements, or about none (a looked-after review, a pathway plan). */
export class RecordMeetingOfCaseDto {
  @LocalDateField({ description: 'held on' }) heldOn: string;
  @ChoicesField(MEETING_KINDS, { description: 'what it was held as' }) countsFor: MeetingKind[];
  @IdsField({ description: 'placements that were reviewed', optional: true }) placementIds?: number[];
  @TextField({ description: 'why it was not held at the provider', max: 1000, optional: true }) reasonElsewhere?: string;
  @ChoicesField(ATTENDEES, { description: 'who was there' }) attended: Attendee[];
  @TextField({ description: 'names of those who were there', max: 1000 }) present: string;
  @TextField({ description: 'what changed' }) whatChanged: string;
  @TextField({ description: "the young person's view" }) youngPersonsView: string;
  /** Asked of the first of the placements; of none there is nothing to ask. */
  @ChoiceField(SAFETY_ANSWERS, { description: 'whether they feel safe there', optional: true }) feelsSafe?: SafetyAnswer;
  @TextField({ description: 'what makes them feel unsafe; needed where they do not feel safe', optional: true }) whyNotSafe?: string;
  @ChoiceField(PEP_QUALITIES, { description: 'the quality of the personal education plan', optional: true }) pepQuality?: keyof typeof PEP_QUALITIES;
  @ChoiceField(PEP_FORMS, { description: 'where the personal education plan is kept', optional: true }) pepForm?: keyof typeof PEP_FORMS;
}
