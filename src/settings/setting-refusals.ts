import { SETTINGS, type SettingChange } from '../domain/agreement/settings.js';
import { describeDate, type LocalDate } from '../domain/time/local-date.js';
import type { Reason } from '../errors.js';

/** Why a limit cannot be set so on `today`; empty when it can: LOOSER_THAN_THE_TEXT, OUT_OF_RANGE, EFFECTIVE_IN_THE_PAST. */
export function refusalsOf({ name, value, effectiveOn }: SettingChange, today: LocalDate): Reason[] {
  const { of, least, most, stated, unit } = SETTINGS[name];
  const reasons: Reason[] = [];
  if (stated && value > most) {
    reasons.push({ code: 'LOOSER_THAN_THE_TEXT', field: 'value', sentence: `The agreement says ${most} ${unit}: a limit that it states can only be tightened. Enter ${most} or less.` });
  } else if (value < least || value > most) {
    reasons.push({ code: 'OUT_OF_RANGE', field: 'value', sentence: `Enter a number of ${unit} from ${least} to ${most}${of === 'threshold' ? ': what is a concern can only be made more, never less' : ''}.` });
  }
  if (effectiveOn < today) {
    const sentence = `Choose ${describeDate(today)} or a later day: an earlier one would make people late who were in time.`;
    reasons.push({ code: 'EFFECTIVE_IN_THE_PAST', field: 'effectiveOn', sentence });
  }
  return reasons;
}
