import { termOf } from '../domain/agreement/meeting-clocks.js';
import type { CaseRecord } from '../records/record.entity.js';
import type { Review } from './review.entity.js';

type OwnFields = Pick<CaseRecord, 'kind' | 'placementId' | 'details' | 'words'>;

/**
 * What else a review records: that the young person does not feel safe opens KW7 the same day (P3); a personal education
 * plan that the Virtual School rates keeps the term's VS5. What others found of it is kept with the meeting alone. August is in no term.
 */
export function recordsOfReview({ placementId, heldOn, feelsSafe, pepQuality }: Review, whyNotSafe: string | undefined, mayRate: boolean): OwnFields[] {
  const records: OwnFields[] = [];
  if (feelsSafe === 'no' && whyNotSafe !== undefined) {
    records.push({ kind: 'problem', placementId, details: { kind: 'not feeling safe', meetingAsked: false }, words: { what: whyNotSafe } });
  }
  const term = termOf(heldOn);
  if (mayRate && pepQuality !== null && term !== undefined) {
    records.push({ kind: 'pep-review', placementId: null, details: { term: term.name, form: 'separate', quality: pepQuality }, words: {} });
  }
  return records;
}
