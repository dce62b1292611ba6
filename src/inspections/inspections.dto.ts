import { LocalDateField, PatternField, TextField } from '../validation.js';

export class GrantInspectionDto {
  @TextField({ description: 'name', max: 200 }) name: string;
  @PatternField(/^[^\s@]+@[^\s@]+\.[^\s@]+$/, 'ines.pect@inspection.example', { description: 'direct e-mail' }) email: string;
  @LocalDateField({ description: 'last day' }) lastOn: string;
  @TextField({ description: 'references of the cases; empty for all cases of the authority', max: 4000, optional: true }) references?: string;
}
