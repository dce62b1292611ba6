import type { LocalDate } from '../time/local-date.js';
import type { Calendar } from '../time/working-days.js';
import type { SettingsAt } from './settings.js';

/** What the rules go by beside the facts. `today` bounds what recurs: rules give each period that has opened, and the next one. */
export interface Law {
  settings: SettingsAt;
  calendar: Calendar;
  today: LocalDate;
}
