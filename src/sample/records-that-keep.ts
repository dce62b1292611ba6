import { ENTITLEMENTS } from '../domain/agreement/records/provider.js';
import type { ClauseId } from '../domain/agreement/clauses.js';
import type { CaseRecordKind } from '../domain/agreement/records.js';

/** A record as the sample invents it. */
export interface InventedRecord {
  kind: CaseRecordKind;
  details: Record<string, string | number | boolean>;
  words: Record<string, string>;
}

type Keeper = (lastPart: string, pick: (count: number) => number) => InventedRecord[] | null;

const one = (kind: CaseRecordKind, details: InventedRecord['details'] = {}, words: InventedRecord['words'] = {}): InventedRecord[] => [{ kind, details, words }];

const MENTORS = ['Petra Ashdown', 'Idris Colley', 'Maureen Tait', 'Joel Farrant', 'Sunita Rahl'] as const;

/** What people record to keep a duty of these clauses, from the last part of its key: a month, a term, a moment. */
const KEEPERS: Partial<Record<ClauseId, Keeper>> = {
  KW1: () => one('consent-decision', { decision: 'given', how: 'face to face' }, { whatFor: 'What helps the college keep me safe: who to call, and what to do if I am upset.' }),
  KW2: () => one('contact-card-acknowledged', { keyContactNamed: true }),
  KW7: (what) => (what.startsWith('attendance-') ? one('attendance-contact', {}, { withWhom: 'The course tutor', what: 'Why sessions were missed, and what would help to come again.' }) : null),
  EP7: () => one('contact-card-acknowledged', { keyContactNamed: true }),
  EP3: (moment) => one('visit', { moment }, { withWhom: 'Course tutor and student support', notes: 'Looked round, met the tutor, knows where to go for help.' }),
  EP4: (_, pick) => [
    ...one('advice-given', {}, { byWhom: 'Student support', what: 'Learning support, counselling, library, enrichment, how to get help.' }),
    ...Object.keys(ENTITLEMENTS).flatMap((entitlement) => {
      const isClaimed = pick(3) > 0;
      return one('entitlement', { entitlement, status: isClaimed ? 'claimed' : 'not due' }, isClaimed ? {} : { reason: 'Does not apply to this course.' });
    }),
  ],
  EP10: (_, pick) => one('mentor-introduced', {}, { mentor: MENTORS[pick(MENTORS.length)] ?? MENTORS[0], reach: '07700 900452' }),
  EP14: (_, pick) => one('careers-advice', { moment: pick(2) === 0 ? 'staying in' : 'moving on' }, { adviser: 'Careers service', what: 'Looked at the next steps and what each asks for.' }),
  EP15: (period, pick) => returnOf(period, pick),
  VS5: (term, pick) => one('pep-review', { term, form: 'pathway', quality: pick(5) === 0 ? 'amber' : 'green' }),
  VS6: (_, pick) => one('status', { status: pick(9) === 0 ? 'training' : 'education', source: 'provider' }),
};

function returnOf(period: string, pick: (count: number) => number): InventedRecord[] {
  const [, kind, name = ''] = /^(attendance|term|outcomes)-(.+)$/.exec(period) ?? [];
  if (kind === 'term') return one('term-return', { term: name, status: 'continuing', retained: 'yes', progress: pick(4) === 0 ? 'below' : 'expected' });
  if (kind === 'outcomes') return one('outcome-return', { year: name, achieved: pick(5) === 0 ? 'partly' : 'yes', level: 2, progression: 'next level', valueAdded: 'none' }, { qualification: 'Level 2 Diploma' });
  const possible = 32 + pick(12);
  const absent = pick(5);
  return one('attendance-return', { month: name, possible, attended: possible - absent, authorised: Math.min(absent, 1) });
}

/** The records that keep a duty; null where the sample tells of its clause in another way. */
export function recordsThatKeep(duty: { clause: ClauseId; key: string }, pick: (count: number) => number): InventedRecord[] | null {
  if (duty.key.includes('/follow-up-')) return one('follow-up', { outcome: 'support' }, { what: 'Met the young person; looked at other courses together.' });
  return KEEPERS[duty.clause]?.(duty.key.slice(duty.key.lastIndexOf('/') + 1), pick) ?? null;
}
