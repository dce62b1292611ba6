import { IdField, TextField } from '../validation.js';

export class MakeFeedDto {
  @TextField({ description: 'where it is read', max: 100 }) name: string;
}

export class EndFeedForm {
  @IdField({ description: 'calendar' }) feed: number;
}
