import { parseLocalDate, type LocalDate } from '../time/local-date.js';
import { londonDate, parseInstant } from '../time/london.js';
import { termsIn } from '../time/periods.js';
import type { Calendar } from '../time/working-days.js';
import { CLAUSES } from './clauses.js';
import type { Done } from './due.js';
import { dueAsJson, type DueJson } from './due-as-json.js';
import { QUESTIONS, type Fact, type FactName, type Given, type Written } from './explain-questions.js';

export { FACT_NAMES, type Fact } from './explain-questions.js';

/** The other halves of joint duties, by the clause that keeps them: EP8 is KW3, EP9 is KW4, VS4 is EP14. */
const PARTNERS: ReadonlyMap<string, string> = new Map(
  Object.values(CLAUSES).flatMap(({ id, jointWith }) => (jointWith === null ? [] : [[jointWith, id]])),
);

/** When a duty would be due under a clause, and why; a plan also has its preferred months and its target. */
export type Explanation = DueJson & {
  clause: string;
  /** The clause that keeps the other half of a joint duty. */
  sameAs?: string;
  preferred?: { from: LocalDate; to: LocalDate } | null;
  targetOn?: LocalDate | null;
  why: string;
};

/** What is wrong with a question, in a sentence, and a question that would do. */
export interface Unexplained {
  code: 'UNKNOWN_CLAUSE' | 'UNKNOWN_FACT' | 'FACT_TWICE' | 'FACT_MISSING' | 'TOO_MANY_FACTS' | 'NOT_A_DATE' | 'NOT_AN_INSTANT';
  field: string;
  sentence: string;
  example: { clause: string; facts: Fact[] } | null;
}

/** When a duty under a clause is due and why, from facts as written; what is wrong where a clause or a fact is not one. */
export function explain(clause: string | undefined, facts: readonly Fact[], calendar: Calendar): Explanation | Unexplained {
  const sameAs = PARTNERS.get(clause ?? '');
  const question = QUESTIONS.get(sameAs ?? clause ?? '');
  if (clause === undefined || question === undefined) {
    const known = [...QUESTIONS.keys(), ...PARTNERS.keys()].join(', ');
    const problem = clause === undefined ? 'Say which clause' : `'${clause}' is not a clause with a due time to work out`;
    return { code: 'UNKNOWN_CLAUSE', field: 'clause', sentence: `${problem}: use one of ${known}`, example: { clause: 'KW3', facts: [['startsOn', '2026-10-01']] } };
  }
  const example = { clause, facts: [question.example] };
  const given: Given = {};
  for (const [name, text] of facts) {
    const written = Object.hasOwn(question.facts, name) ? question.facts[name as FactName] : undefined;
    if (written === undefined) {
      const fact = text === '' ? name : `${name}=${text}`;
      return { code: 'UNKNOWN_FACT', field: name, sentence: `'${fact}' is not a fact that ${clause} knows: give ${question.needs}`, example };
    }
    if (Object.hasOwn(given, name)) return { code: 'FACT_TWICE', field: name, sentence: `${name} is given twice: give it once`, example: null };
    const { read, code, hint } = WRITTEN[written];
    const done = read(text);
    if (done === null) return { code, field: name, sentence: `${name} '${text}' ${hint}`, example: null };
    given[name as FactName] = done;
  }
  const limit = question.limit(given, calendar);
  if (limit === null) {
    return { code: facts.length === 0 ? 'FACT_MISSING' : 'TOO_MANY_FACTS', field: question.example[0], sentence: `${clause} needs ${question.needs}`, example };
  }
  const ofPlan = limit.targetOn !== null ? { preferred: limit.preferred, targetOn: limit.targetOn } : {};
  return { clause, ...(sameAs === undefined ? {} : { sameAs }), ...dueAsJson(limit.due), ...ofPlan, why: limit.why };
}

function readDate(text: string): Done | null {
  const on = parseLocalDate(text);
  return on === null ? null : { on, at: null };
}

function readInstant(text: string): Done | null {
  const at = parseInstant(text);
  return at === null ? null : { on: londonDate(at), at };
}

function readDayInTerm(text: string): Done | null {
  const done = readDate(text);
  return done !== null && termsIn(done.on, done.on).length > 0 ? done : null;
}

/** How each way of writing a fact is read, and how it is refused. */
const WRITTEN: Record<Written, { read: (text: string) => Done | null; code: 'NOT_A_DATE' | 'NOT_AN_INSTANT'; hint: string }> = {
  date: { read: readDate, code: 'NOT_A_DATE', hint: 'is not a date: write a day that exists, from 1900 to 2199, as YYYY-MM-DD' },
  instant: {
    read: readInstant,
    code: 'NOT_AN_INSTANT',
    hint: 'is not an instant: write a date and a time that exist, from 1996 to 2199, such as 2027-03-27T12:00:00Z',
  },
  'date or instant': {
    read: (text) => readDate(text) ?? readInstant(text),
    code: 'NOT_AN_INSTANT',
    hint: 'is not a date or an instant that exists: write 2026-10-30 or 2026-10-30T16:00:00Z',
  },
  'day in a term': { read: readDayInTerm, code: 'NOT_A_DATE', hint: 'is not a day in a term: write a day that exists, from 1900 to 2199, not in August, as YYYY-MM-DD' },
};
