import { LocalDateField, TextField } from '../validation.js';

export class RecordReviewDto {
  @LocalDateField({ description: 'held on' }) heldOn: string;
  /** Empty when the meeting was at the provider. */
  @TextField({ description: 'why it was held in another place', max: 1000, optional: true }) reasonElsewhere?: string;
  @TextField({ description: 'who was there', max: 1000 }) present: string;
  @TextField({ description: 'what changed' }) whatChanged: string;
  @TextField({ description: "the young person's view" }) youngPersonsView: string;
}
