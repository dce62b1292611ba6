import { IdField, InstantField, TextField, TickField } from '../validation.js';

export class RaiseEmergencyDto {
  @TextField({ description: 'what happened' }) whatHappened: string;
  @InstantField({ description: 'when it was raised', optional: true }) raisedAt?: string;
  @IdField({ description: 'placement', optional: true }) placementId?: number;
  @TextField({ description: 'how to reach the young person safely', max: 1000, optional: true }) howToReach?: string;
  @TickField({ description: 'the young person must not be seen to have raised it' }) quiet?: boolean;
}

export class RespondToEmergencyDto {
  @TextField({ description: 'what was done' }) response: string;
  @InstantField({ description: 'when you responded', optional: true }) respondedAt?: string;
}
