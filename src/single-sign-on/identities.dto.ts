import { IdField, TextField } from '../validation.js';

export class SubjectDto {
  @IdField({ description: 'sign-in of the organisation' }) identityProvider: number;
  @TextField({ description: 'subject', max: 255 }) subject: string;
}

export class SubjectForm extends SubjectDto {
  @IdField({ description: 'person' }) personId: number;
}

export class LinkForm {
  @IdField({ description: 'person' }) personId: number;
}

export class DisconnectForm {
  @IdField({ description: 'connection' }) identity: number;
}

