import { DUTY_SCOPES, type DutyScope } from '../domain/duty-scopes.js';
import { ChoiceField, PatternField } from '../validation.js';
import { DUE_WHEN, type DueWhen } from './duty-list.service.js';

export class HomeQuery {
  @ChoiceField(DUTY_SCOPES, { description: 'whose duties', optional: true }) scope?: DutyScope;
  @ChoiceField(DUE_WHEN, { description: 'when they are due', optional: true }) when?: DueWhen;
  @PatternField(/^\d{1,7}$/, '25', { description: 'where the page begins', optional: true }) after?: string;
}
