import { CLAUSES, type ClauseId } from '../domain/agreement/clauses.js';
import { ROLES, type Role } from '../domain/agreement/roles.js';
import { ChoiceField, PatternField } from '../validation.js';

const YES = { yes: true };

export class EscalationsQuery {
  @ChoiceField({ 1: true, 2: true, 3: true }, { description: 'level', optional: true }) level?: '1' | '2' | '3';
  @ChoiceField(CLAUSES, { description: 'clause', optional: true }) clause?: ClauseId;
  @ChoiceField(ROLES, { description: 'role that owes it', optional: true }) owedBy?: Role;
  @ChoiceField(YES, { description: 'only mine', optional: true }) mine?: 'yes';
  @ChoiceField(YES, { description: 'closed ones', optional: true }) closed?: 'yes';
  @PatternField(/^\d{1,7}$/, '25', { description: 'where the page begins', optional: true }) after?: string;
}
