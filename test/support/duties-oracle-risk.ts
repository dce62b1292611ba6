import type { PlacementFact } from '../../src/domain/agreement/facts.js';
import type { Raw } from './duties-oracle.js';
import type { First } from './duties-oracle-placement.js';
import { dayOf, midnight, workingDaysAfter } from './duties-oracle-time.js';
import { placementEnd, type Limit } from './duties-oracle-words.js';

/* The second reading of the procedure of a risk notice, and of an ending by the provider. */

type Notice = PlacementFact['riskNotices'][number];

export const BY_PROVIDER = ['ended-by-provider', 'permanently-excluded'];
const STATUTORY = ['social-worker', 'virtual-head'];

const earliest = (times: (Date | undefined)[]): Date | null => times.filter((one) => one !== undefined).sort((a, b) => +a - +b)[0] ?? null;
const mailed = ({ emails }: Notice, to: string): Date | null => earliest(emails.filter((one) => one.to === to).map(({ sentAt }) => sentAt));

/** When a phone leg was done: a call that reached somebody, or a voicemail with that person's acknowledgement of the e-mail. */
function phoned({ calls, acknowledgements }: Notice, to: string): Date | null {
  const own = calls.filter((one) => one.to === to);
  const acknowledged = earliest(acknowledgements.filter(({ by }) => by === to).map(({ acknowledgedAt }) => acknowledgedAt));
  const voicemail = earliest(own.filter(({ outcome }) => outcome === 'voicemail').map(({ calledAt }) => calledAt));
  const both = voicemail && acknowledged ? new Date(Math.max(+voicemail, +acknowledged)) : undefined;
  return earliest([...own.filter(({ outcome }) => outcome === 'spoke' || outcome === 'called-back').map(({ calledAt }) => calledAt), both]);
}

/** EP12: by the end of the day of the ending, the newest notice of that day or before lacked a leg, or a meeting that decided for an end or a move, or it was settled, or there was none. */
export function isBreach({ riskNotices }: PlacementFact, endedOn: string): boolean {
  const before = riskNotices.filter(({ occurredAt }) => dayOf(occurredAt) <= endedOn).sort((a, b) => +b.occurredAt - +a.occurredAt || b.id - a.id);
  const [newest] = before;
  if (newest === undefined) return true;
  const doneBy = (at: Date | null): boolean => at !== null && dayOf(at) <= endedOn;
  const met = newest.meetings.filter(({ heldOn }) => dayOf(newest.occurredAt) <= heldOn && heldOn <= endedOn).map(({ outcome }) => outcome);
  if (met.includes('stays') || !(met.includes('ends') || met.includes('moves'))) return true;
  return !['key-worker', 'key-contact'].every((to) => doneBy(phoned(newest, to)) && doneBy(mailed(newest, to)));
}

/** EP11, EP11M, EP11S and EP14 of a notice. */
export function ofRisk(notice: Notice, { providerType, ending }: PlacementFact, first: First, limit: Limit): Raw[] {
  const { id, occurredAt, kind } = notice;
  const on = dayOf(occurredAt);
  const left = ending !== null && !BY_PROVIDER.includes(ending.kind) ? placementEnd(ending) : null;
  const end = ending?.recordedByProvider ? null : left;
  const within = (from: string, name: string): string | null => workingDaysAfter(from, limit(name, from));
  const raws: Raw[] = ['key-worker', 'key-contact'].flatMap((to) => [
    { key: `EP11/notice-${id}/phone/${to}`, opensAt: occurredAt, last: on, doneAt: phoned(notice, to), end },
    { key: `EP11/notice-${id}/email/${to}`, opensAt: occurredAt, last: on, doneAt: mailed(notice, to), end },
  ]);
  const meetings = notice.meetings.filter(({ heldOn }) => heldOn >= on).sort((a, b) => (a.heldOn === b.heldOn ? a.id - b.id : a.heldOn < b.heldOn ? -1 : 1));
  raws.push({ key: `EP11M/notice-${id}`, opensAt: occurredAt, last: within(on, 'professionalsMeetingWorkingDays'), doneOn: meetings[0]?.heldOn ?? null, end });
  meetings.forEach(({ id: meeting, heldOn, outcome }, place) => {
    if (outcome !== 'meets-again') return;
    raws.push({ key: `EP11M/notice-${id}/after-meeting-${meeting}`, opensAt: midnight(heldOn), last: within(heldOn, 'professionalsMeetingWorkingDays'), doneOn: meetings[place + 1]?.heldOn ?? null, end });
  });
  raws.push({ key: `EP14/notice-${id}`, opensAt: occurredAt, last: within(on, 'careersAfterRiskWorkingDays'), doneOn: first('careers-advice', (one) => one.on >= on), end: left });
  if (providerType !== 'school-sixth-form' || (kind !== 'suspended' && kind !== 'fixed-term-exclusion')) return raws;
  const statutory = STATUTORY.map((to): Raw => ({ key: `EP11S/notice-${id}/${to}`, opensAt: occurredAt, last: on, doneAt: sentTo(notice.statutoryEmails, to), end }));
  return [...raws, ...statutory];
}

/** EP11S of a permanent exclusion. */
export function statutoryOfEnding({ providerType, ending }: PlacementFact): Raw[] {
  if (ending?.kind !== 'permanently-excluded' || providerType !== 'school-sixth-form') return [];
  return STATUTORY.map((to) => ({ key: `EP11S/ending-${ending.id}/${to}`, opensAt: midnight(ending.endedOn), last: ending.endedOn, doneAt: sentTo(ending.statutoryEmails, to) }));
}

const sentTo = (emails: Notice['statutoryEmails'], to: string): Date | null => earliest(emails.filter((one) => one.to === to).map(({ sentAt }) => sentAt));
