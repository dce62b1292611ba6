import { ChoiceField, InstantField, TextField, WholeNumberField } from '../validation.js';
import { PLAN_PARTIES, type PlanParty } from './plan-agreement.entity.js';

export class WriteSectionDto {
  @TextField({ description: 'what this section says; if there is nothing, say so' }) text: string;
}

/** A section as its page sends it: with the version that was read, so that nobody writes over another's change. */
export class SectionForm extends WriteSectionDto {
  @WholeNumberField({ description: 'version', min: 0, max: 2_147_483_647 }) version: number;
}

export class AgreePlanDto {
  @ChoiceField(PLAN_PARTIES, { description: 'who agrees' }) party: PlanParty;
  @InstantField({ description: 'agreed at', optional: true }) agreedAt?: string;
  /** Who saw it, where the party agreed in a meeting and somebody else records it. */
  @TextField({ description: 'witness', max: 200, optional: true }) witness?: string;
  @TextField({ description: 'why it was not possible before the start', max: 1000, optional: true }) reasonAfterStart?: string;
}
