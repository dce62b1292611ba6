import { NCCIS_GROUPS } from '../domain/statutory/care-leaver-codes.js';
import { careLeaverFields, oc3Row, type CareLeaverFields } from '../domain/statutory/care-leaver-return.js';
import { birthday } from '../domain/time/academic-year.js';
import type { LocalDate } from '../domain/time/local-date.js';
import type { Leaver } from './load-leavers.js';

/** Of whom a file is, and when. */
export interface Asked {
  /** The collection year, by the year in which it ends. */
  year: number;
  today: LocalDate;
}

/** A line of a file: its columns in order. */
export type Line = Record<string, string>;

interface StatutoryFile {
  /** As it stands in a sentence: "Take out the return …". */
  name(asked: Asked): string;
  /** As it is fetched. */
  fileName: string;
  /** What it says of each, for the young person to read that it left (P7). */
  says: string;
  /** What one young person adds; null where they are not in it. */
  line(leaver: Leaver, asked: Asked): Line | null;
}

/** As spreadsheets of the Department have a date: 10/06/2007. */
const inBritain = (day: LocalDate): string => day.split('-').reverse().join('/');

const STATUS_FROM = 16;
const STATUS_UNTIL = 25;

export const STATUTORY_FILES = {
  oc3: {
    name: ({ year }) => `table OC3 of the SSDA903 return for the year to 31 March ${year}`,
    fileName: 'return.csv',
    says: 'whether the authority is in touch, the main activity and where they live',
    line: (leaver, { year }) => {
      const row = oc3Row(leaver, year);
      return row && { ...row, DOB: inBritain(row.DOB) };
    },
  },
  'care-leaver-fields': {
    name: () => "the care leaver fields of the Department for Education's daily feed",
    fileName: 'return.json',
    says: 'the last contact, the main activity and where they live',
    line: (leaver, { year, today }) => {
      const fields: CareLeaverFields | null = oc3Row(leaver, year) && careLeaverFields(leaver, today);
      return fields && { la_child_id: leaver.childId, ...fields };
    },
  },
  nccis: {
    name: () => 'the status groups for the client caseload system (NCCIS)',
    fileName: 'return.csv',
    says: 'the last status, since when, and who said so',
    line: ({ childId, bornOn, status, diedOn, movedOn }, { today }) => {
      const isTracked = today >= birthday(bornOn, STATUS_FROM) && today < birthday(bornOn, STATUS_UNTIL) && diedOn === null && movedOn === null;
      return isTracked ? { local_id: childId, date_of_birth: bornOn, group: NCCIS_GROUPS[status?.status ?? 'not-known'] ?? '', status: status?.status ?? 'not-known', since: status?.on ?? '', source: status?.source ?? '' } : null;
    },
  },
} as const satisfies Record<string, StatutoryFile>;

export type StatutoryFileId = keyof typeof STATUTORY_FILES;

/** A file's lines. */
export const linesOf = (file: StatutoryFileId, leavers: readonly Leaver[], asked: Asked): { leaver: Leaver; line: Line }[] =>
  leavers.flatMap((leaver) => {
    const line: Line | null = STATUTORY_FILES[file].line(leaver, asked);
    return line ? [{ leaver, line }] : [];
  });
