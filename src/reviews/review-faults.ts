import type { MeetingKind, SafetyAnswer } from '../domain/agreement/meeting-clocks.js';
import type { Reason } from '../errors.js';

/** What a review says that cannot be so together, whether it is recorded or put right. */
export function reviewFaults({ feelsSafe, whyNotSafe, countsFor, pepQuality, pepForm }: { feelsSafe?: SafetyAnswer | null; whyNotSafe?: string; countsFor?: readonly MeetingKind[]; pepQuality?: string | null; pepForm?: string | null }): Reason[] {
  const faults: Reason[] = [];
  if (feelsSafe === 'no' && whyNotSafe === undefined) {
    faults.push({ code: 'WORDS_NEEDED', field: 'whyNotSafe', sentence: 'They do not feel safe: write what they said. It is followed up from that day.' });
  }
  if (pepQuality && !countsFor?.includes('personal-education-plan')) {
    faults.push({ code: 'NOT_HELD_AS', field: 'pepQuality', sentence: 'Say that it was also a meeting of the personal education plan, or leave its quality out.' });
  }
  if (pepQuality && !pepForm) faults.push({ code: 'REQUIRED', field: 'pepForm', sentence: 'Say where the personal education plan is kept: its own form, the Pathway Plan or a separate education plan.' });
  return faults;
}
