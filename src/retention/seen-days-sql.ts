import { DAYS_AFTER_ENDING } from '../domain/relations.js';

/** SQL for how many days after the end of a placement its provider still sees it, as it is on a day: what the provider says, else 90. */
export const seenDays = (providerId: string, on: string): string =>
  `coalesce((SELECT r.value FROM retention_schedule r WHERE r.provider_id = ${providerId} AND r.effective_on <= ${on} ORDER BY r.effective_on DESC, r.id DESC LIMIT 1), ${DAYS_AFTER_ENDING})`;
