import { PatternField, TextField } from '../validation.js';

export class FeedbackDto {
  @TextField({ description: 'what you want to tell us', max: 4000 }) words: string;
  @PatternField(/^[0-9a-f]{8}-[0-9a-f]{4}-[0-9a-f]{4}-[0-9a-f]{4}-[0-9a-f]{12}$/, '7d1f4f0e-54c5-4a0e-9d5e-2f5f6ce5c001', { description: 'the reference of an error page', optional: true }) reference?: string;
}
