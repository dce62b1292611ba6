import { ChoiceField, IdField } from '../validation.js';
import { EXCLUSION_REASONS } from './case-exclusion.entity.js';
import { RESTRICTION_REASONS } from './case-restriction.entity.js';

export class ExcludeDto {
  @IdField({ description: 'who is kept out' }) personId: number;
  @ChoiceField(EXCLUSION_REASONS, { description: 'why' }) reason: keyof typeof EXCLUSION_REASONS;
}

export class RestrictDto {
  @ChoiceField(RESTRICTION_REASONS, { description: 'why it is restricted' }) because: keyof typeof RESTRICTION_REASONS;
}

export class AdmitDto {
  @IdField({ description: 'who is admitted' }) admittedPersonId: number;
}
