import { ChoicesField, IdField, TextField, WholeNumberField } from '../validation.js';
import { LONGEST_TOKEN_DAYS, SCOPES, type Scope } from './scopes.js';

export class MakeTokenDto {
  @TextField({ description: 'name', max: 100 }) name: string;
  @ChoicesField(SCOPES, { description: 'what it may be used for' }) scopes: Scope[];
  @WholeNumberField({ min: 1, max: LONGEST_TOKEN_DAYS, description: 'days until it ends' }) days: number;
}

export class EndTokenForm {
  @IdField({ description: 'token' }) token: number;
}
