import { parseLocalDate, type LocalDate } from '../time/local-date.js';
import { londonDate, parseInstant } from '../time/london.js';
import { ENGLAND } from '../time/working-days.js';
import { CLAUSES } from './clauses.js';
import {
  emergencyLimit, endOfYear11Limit, keyWorkerLimit, keyWorkerNoticeLimit, meetingLimit, planLimit, reviewLimit, riskNoticeLimit,
  vacancyLimit, type Done, type TimeLimit,
} from './due.js'; // prettier-ignore
import { dueAsJson, type DueJson } from './due-as-json.js';
import { DEFAULT_SETTINGS } from './settings.js';

/** What a fact is written as: a day, an instant, or either. */
type Written = 'date' | 'instant' | 'date or instant';
type Given = Partial<Record<'startsOn' | 'lastMetOn' | 'occurredAt' | 'raisedAt' | 'bornOn' | 'vacantOn' | 'changedOn', Done>>;
type FactName = keyof Given;

interface Question {
  facts: Partial<Record<FactName, Written>>;
  example: Fact;
  /** The time limit, or null where the facts given do not suffice. */
  limit(given: Given): TimeLimit | null;
}

/** The facts that each clause is worked out from. EP12 is not here: an ending has no day of its own to work out. */
const QUESTIONS: Partial<Record<string, Question>> = {
  KW3: { facts: { startsOn: 'date' }, example: ['startsOn', '2026-10-01'], limit: ({ startsOn: start }) => start ? planLimit(start.on) : null },
  KW4: {
    facts: { lastMetOn: 'date' },
    example: ['lastMetOn', '2026-08-31'],
    limit: ({ lastMetOn: last }) => (last ? reviewLimit(last.on, 'plan or review meeting') : null),
  },
  KW8: {
    facts: { raisedAt: 'instant' },
    example: ['raisedAt', '2027-03-27T12:00:00Z'],
    limit: ({ raisedAt: raised }) => (raised?.at ? emergencyLimit(raised.at) : null),
  },
  EP11: {
    facts: { occurredAt: 'date or instant' },
    example: ['occurredAt', '2026-10-30T16:00:00Z'],
    limit: ({ occurredAt: occurred }) => (occurred ? riskNoticeLimit(occurred.on) : null),
  },
  EP11M: {
    facts: { occurredAt: 'date or instant' },
    example: ['occurredAt', '2026-10-30'],
    limit: ({ occurredAt: occurred }) => (occurred ? meetingLimit(occurred.on, DEFAULT_SETTINGS, ENGLAND) : null),
  },
  SC1: { facts: { bornOn: 'date', vacantOn: 'date' }, example: ['bornOn', '2011-08-31'], limit: keyWorkerQuestion },
  SC2: {
    facts: { changedOn: 'date' },
    example: ['changedOn', '2026-08-28'],
    limit: ({ changedOn: changed }) => (changed ? keyWorkerNoticeLimit(changed.on, DEFAULT_SETTINGS, ENGLAND) : null),
  },
};

/** The provider's halves of joint duties, by the clause that keeps them: EP8 is KW3, EP9 is KW4. */
const PARTNERS: Partial<Record<string, string>> = Object.fromEntries(
  Object.values(CLAUSES).flatMap(({ id, jointWith }) => (jointWith === null ? [] : [[jointWith, id]])),
);

/** When a duty would be due under a clause, and why; a plan also has its preferred months and its target. */
export type Explanation = DueJson & {
  clause: string;
  /** The clause that keeps a provider's half of a joint duty. */
  sameAs?: string;
  preferred?: { from: LocalDate; to: LocalDate } | null;
  targetOn?: LocalDate | null;
  why: string;
};

/** What is wrong with a question, in a sentence, and a question that would do. */
export interface Unexplained {
  code: 'UNKNOWN_CLAUSE' | 'UNKNOWN_FACT' | 'FACT_TWICE' | 'FACT_MISSING' | 'NOT_A_DATE' | 'NOT_AN_INSTANT';
  field: string;
  sentence: string;
  example: { clause: string; facts: Fact[] } | null;
}

/** A fact's name and its value as written. */
export type Fact = readonly [name: string, text: string];

/** The facts that any clause knows, by name. */
export const FACT_NAMES = [...new Set(Object.values(QUESTIONS).flatMap((question) => Object.keys(question?.facts ?? {})))] as FactName[];

/** When a duty under a clause is due and why, from facts as written; what is wrong where a clause or a fact is not one. */
export function explain(clause: string | undefined, facts: readonly Fact[]): Explanation | Unexplained {
  const sameAs = PARTNERS[clause ?? ''];
  const question = QUESTIONS[sameAs ?? clause ?? ''];
  if (clause === undefined || question === undefined) {
    const known = [...Object.keys(QUESTIONS), ...Object.keys(PARTNERS)].join(', ');
    const problem = clause === undefined ? 'Say which clause' : `'${clause}' is not a clause with a due time to work out`;
    return { code: 'UNKNOWN_CLAUSE', field: 'clause', sentence: `${problem}: use one of ${known}`, example: { clause: 'KW3', facts: [['startsOn', '2026-10-01']] } };
  }
  const example = { clause, facts: [question.example] };
  const names = Object.keys(question.facts).join(' or ');
  const given: Given = {};
  for (const [name, text] of facts) {
    const written = Object.hasOwn(question.facts, name) ? question.facts[name as FactName] : undefined;
    if (written === undefined) {
      const fact = text === '' ? name : `${name}=${text}`;
      return { code: 'UNKNOWN_FACT', field: name, sentence: `'${fact}' is not a fact that ${clause} knows: give ${names}`, example };
    }
    if (Object.hasOwn(given, name)) return { code: 'FACT_TWICE', field: name, sentence: `${name} is given twice: give it once`, example: null };
    const read = READERS[written](text);
    if (read === null) return { code: written === 'date' ? 'NOT_A_DATE' : 'NOT_AN_INSTANT', field: name, sentence: `${name} '${text}' ${HINTS[written]}`, example: null };
    given[name as FactName] = read;
  }
  const limit = question.limit(given);
  if (limit === null) return { code: 'FACT_MISSING', field: question.example[0], sentence: `${clause} needs ${names}`, example };
  const ofPlan = 'startsOn' in question.facts ? { preferred: limit.preferred, targetOn: limit.targetOn } : {};
  return { clause, ...(sameAs === undefined ? {} : { sameAs }), ...dueAsJson(limit.due), ...ofPlan, why: limit.why };
}

function keyWorkerQuestion({ bornOn: born, vacantOn: vacant }: Given): TimeLimit | null {
  if (born && vacant) return keyWorkerLimit(born.on, vacant.on, DEFAULT_SETTINGS, ENGLAND);
  if (born) return endOfYear11Limit(born.on);
  return vacant ? vacancyLimit(vacant.on, DEFAULT_SETTINGS, ENGLAND) : null;
}

const READERS: Record<Written, (text: string) => Done | null> = {
  date: (text) => {
    const on = parseLocalDate(text);
    return on === null ? null : { on, at: null };
  },
  instant: (text) => {
    const at = parseInstant(text);
    return at === null ? null : { on: londonDate(at), at };
  },
  'date or instant': (text) => READERS.date(text) ?? READERS.instant(text),
};

const HINTS: Record<Written, string> = {
  date: 'is not a date: write a day that exists, from 1900 to 2199, as YYYY-MM-DD',
  instant: 'is not an instant: write a date and a time that exist, from 1996 to 2199, such as 2027-03-27T12:00:00Z',
  'date or instant': 'is not a date or an instant that exists: write 2026-10-30 or 2026-10-30T16:00:00Z',
};
