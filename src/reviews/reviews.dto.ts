import { ATTENDEES, MEETING_KINDS, SAFETY_ANSWERS, type Attendee, type MeetingKind, type SafetyAnswer } from '../domain/agreement/meeting-clocks.js';
import { VIRTUAL_SCHOOL_RECORDS } from '../domain/agreement/records/virtual-school.js';
import { ChoiceField, ChoicesField, LocalDateField, TextField } from '../validation.js';

/** VS5: green, amber or red. */
export const PEP_QUALITIES = VIRTUAL_SCHOOL_RECORDS['pep-review'].fields.quality.choices;

export const PEP_FORMS = VIRTUAL_SCHOOL_RECORDS['pep-review'].fields.form.choices;

export class RecordReviewDto {
  @LocalDateField({ description: 'held on' }) heldOn: string;
  /** Empty when the meeting was at the provider. */
  @TextField({ description: 'why it was held in another place', max: 1000, optional: true }) reasonElsewhere?: string;
  @ChoicesField(ATTENDEES, { description: 'who was there' }) attended: Attendee[];
  @TextField({ description: 'names of those who were there', max: 1000 }) present: string;
  @TextField({ description: 'what changed' }) whatChanged: string;
  @TextField({ description: "the young person's view" }) youngPersonsView: string;
  @ChoiceField(SAFETY_ANSWERS, { description: 'whether they feel safe here' }) feelsSafe: SafetyAnswer;
  @TextField({ description: 'what makes them feel unsafe; needed where they do not feel safe', optional: true }) whyNotSafe?: string;
  /** A review of the education plan it is anyway. */
  @ChoicesField(MEETING_KINDS, { description: 'what else it was held as', optional: true }) countsFor?: MeetingKind[];
  @ChoiceField(PEP_QUALITIES, { description: 'the quality of the personal education plan', optional: true }) pepQuality?: keyof typeof PEP_QUALITIES;
  @ChoiceField(PEP_FORMS, { description: 'where the personal education plan is kept', optional: true }) pepForm?: keyof typeof PEP_FORMS;
}
