import { PatternField, TextField } from '../validation.js';

/** A request's: an address may bring nothing else to be shown. */
export const REFERENCE = /^[0-9a-f]{8}-[0-9a-f]{4}-[0-9a-f]{4}-[0-9a-f]{4}-[0-9a-f]{12}$/;

export class FeedbackDto {
  @TextField({ description: 'what you want to tell us', max: 4000 }) words: string;
  @PatternField(REFERENCE, '7d1f4f0e-54c5-4a0e-9d5e-2f5f6ce5c001', { description: 'the reference of an error page', optional: true }) reference?: string;
}
