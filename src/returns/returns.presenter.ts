import { termName } from '../domain/time/periods.js';
import { MONTHS } from '../domain/time/local-date.js';
import { journeyOfOwner } from '../duties/duty-journeys.js';
import type { DutyListItem } from '../duties/duty-list.service.js';

/** A return that is owed, as its page shows it. */
export interface OwedReturn extends DutyListItem {
  /** 'Attendance of October 2026'. */
  what: string;
  /** The form on which it is sent; the case, for whoever does not send it. */
  href: string;
}

/** Whose returns these are: a learner's for a provider, a provider's for a Virtual School. */
export interface ReturnGroup {
  title: string;
  /** The learner's reference and home authority; how many are late, of a provider. */
  meta: string;
  lines: OwedReturn[];
}

const WHAT: Readonly<Record<string, (name: string) => string>> = {
  attendance: (month) => `Attendance of ${MONTHS[Number(month.slice(5)) - 1]} ${month.slice(0, 4)}`,
  term: (name) => `Retention and progress, ${termName(name)}`,
  outcomes: (name) => `Results, progression and value added of ${name.replace('-', '/')}`,
};

/** What a return is of, from its duty's key: 'EP15/placement-17/attendance-2026-10'. */
export function whatIsOwed(key: string): string {
  const [, kind = '', name = ''] = /\/(attendance|term|outcomes)-(.+)$/.exec(key) ?? [];
  return WHAT[kind]?.(name) ?? key;
}

/** Returns that are owed, by learner for those who send them, else by provider; in the order in which the first of each is due. */
export function groupReturns(items: readonly DutyListItem[], isSender: boolean): ReturnGroup[] {
  const lines = items.map((item): OwedReturn => ({ ...item, what: whatIsOwed(item.key), href: hrefOf(item, isSender) }));
  const titleOf = ({ caseReference, providerName }: DutyListItem): string => (isSender ? caseReference : providerName) ?? '';
  return [...new Set(lines.map(titleOf))].map((name) => {
    const own = lines.filter((line) => titleOf(line) === name);
    const late = own.filter(({ when }) => when === 'overdue').length;
    const [first] = own;
    return isSender
      ? { title: first?.preferredName ?? name, meta: `${name}, ${first?.homeAuthorityName ?? ''}`, lines: own }
      : { title: name, meta: late === 0 ? 'none late' : `${late} late`, lines: own };
  });
}

function hrefOf(item: DutyListItem, isSender: boolean): string {
  const reference = item.caseReference ?? '';
  return (isSender ? journeyOfOwner(item, reference)?.href : undefined) ?? `/cases/${reference}/duties#duty-${item.id}`;
}
