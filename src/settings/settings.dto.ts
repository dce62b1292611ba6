import { SETTINGS, type SettingName } from '../domain/agreement/settings.js';
import { ChoiceField, LocalDateField, WholeNumberField } from '../validation.js';

/** What a form of one setting sends. */
export class SettingForm {
  /** In the setting's unit. How far it may go is the register's to say, and the service's to refuse. */
  @WholeNumberField({ description: 'limit', min: 0, max: 10_000 }) value: number;
  @LocalDateField({ description: 'from which day on' }) effectiveOn: string;
}

export class ChangeSettingDto extends SettingForm {
  @ChoiceField(SETTINGS, { description: 'setting' }) name: SettingName;
}
