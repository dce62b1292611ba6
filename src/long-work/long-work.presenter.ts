import { isUnderWay, LONG_WORK_FAILURES, LONG_WORK_KINDS, percentDone, type LongWorkKind } from '../domain/long-work.js';
import { calendarEffectInWords, NO_DATE_MOVED } from '../bank-holidays/calendar-effect.js';
import { effectInWords, NOTHING_MOVED } from '../settings/setting-effect.js';
import { counted } from '../web/template-filters.js';
import type { LongWorkAnswer } from './long-work.answers.js';
import type { LongWorkRow } from './long-work.entity.js';

interface KindShown {
  /** Where what came of it is shown, as a page and as JSON; `of` is the subject without its first word. */
  page: (of: string) => string;
  api: (of: string) => string;
  inWords: (figures: Record<string, number>) => string;
}

const settingsOf = (code: string): string => `/api/v1/authorities/${code}/settings`;

const KINDS: Record<LongWorkKind, KindShown> = {
  import: {
    page: (id) => `/imports/${id}`, api: (id) => `/api/v1/imports/${id}`,
    inWords: ({ created = 0, changed = 0, unchanged = 0 }) => `${counted(created, 'row')} added, ${counted(changed, 'row')} changed, ${counted(unchanged, 'row')} as they were.`,
  },
  setting: { page: () => '/settings', api: settingsOf, inWords: (figures) => effectInWords({ ...NOTHING_MOVED, ...figures }) },
  calendar: { page: () => '/settings/bank-holidays', api: () => '/api/v1/bank-holidays', inWords: (figures) => calendarEffectInWords({ ...NO_DATE_MOVED, ...figures }) },
  recalculation: {
    page: () => '/settings', api: settingsOf,
    inWords: ({ subjects = 0, differed = 0 }) => `Of ${counted(subjects, 'case and organisation', 'cases and organisations')} every date was derived again. ${differed === 0 ? 'None differed.' : `${counted(differed, 'duty', 'duties')} differed and ${differed === 1 ? 'was' : 'were'} put right: tell whoever runs the service.`}`,
  },
};

/** A piece of work as the API tells of it. */
export function presentLongWork({ id, kind, subject, state, done, total, begunAt, endedAt, cancelAskedAt, errorCode, figures }: LongWorkRow): LongWorkAnswer {
  return {
    id, kind, subject, state, done, total, begunAt, endedAt, figures,
    percent: percentDone({ state, done, total }),
    isCancelling: isUnderWay(state) && cancelAskedAt !== null,
    failure: errorCode && { code: errorCode, sentence: LONG_WORK_FAILURES[errorCode] },
    result: KINDS[kind].api(partOf(subject)),
  };
}

/** The same for a page. */
export function longWorkPage(row: LongWorkRow) {
  const { page, inWords } = KINDS[row.kind];
  return { ...presentLongWork(row), name: LONG_WORK_KINDS[row.kind], href: `/long-work/${row.id}`, resultHref: page(partOf(row.subject)), outcome: row.state === 'done' ? inWords(row.figures) : null, underWay: isUnderWay(row.state) };
}

const partOf = (subject: string): string => subject.slice(subject.indexOf('-') + 1);
