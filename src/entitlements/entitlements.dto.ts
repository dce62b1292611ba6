import { TextField } from '../validation.js';

export class StatusLetterDto {
  @TextField({ description: 'to whom', max: 200 }) toWhom: string;
  @TextField({ description: 'what for', max: 500 }) whatFor: string;
}
