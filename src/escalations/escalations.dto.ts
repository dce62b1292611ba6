import { IdField, TextField } from '../validation.js';

export class NoteDto {
  @TextField({ description: 'note', max: 2000 }) text: string;
}

export class HandOverDto {
  @IdField({ description: 'who takes it over' }) personId: number;
  @TextField({ description: 'note', max: 2000, optional: true }) text?: string;
}

export class ResolveDto {
  @TextField({ description: 'why it is no longer owed', max: 2000 }) reason: string;
}

export class TakeReleaseBackDto {
  @TextField({ description: 'why it was a mistake', max: 1000 }) reason: string;
}
