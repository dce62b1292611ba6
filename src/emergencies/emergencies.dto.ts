import { IdField, InstantField, TextField } from '../validation.js';

export class RaiseEmergencyDto {
  @TextField({ description: 'what happened' }) whatHappened: string;
  @InstantField({ description: 'when it was raised', optional: true }) raisedAt?: string;
  @IdField({ description: 'placement', optional: true }) placementId?: number;
}

export class RespondToEmergencyDto {
  @TextField({ description: 'what was done' }) response: string;
  @InstantField({ description: 'when you responded', optional: true }) respondedAt?: string;
}
