import type { LocalDate } from '../domain/time/local-date.js';
import { londonDate } from '../domain/time/london.js';
import { hrefWith } from '../web/links.js';
import type { CaseChoices } from './case-choices.service.js';
import type { CaseFilter } from './case-list.service.js';
import type { CasesQuery } from './cases.query.js';

/** What a list's address asks for, with the search opened. */
export const filterOf = (query: CasesQuery, search: string | undefined): CaseFilter => ({
  search,
  authorityCode: query.authority,
  providerId: query.provider === undefined ? undefined : Number(query.provider),
  agreementId: query.agreement === undefined ? undefined : Number(query.agreement),
  missedOnly: query.missed === 'yes',
});

/** Each filter that is on, with the address of the list without it; `search` is what was searched for, which the address has sealed. */
export function chipsFor(filters: Record<string, string | undefined>, search: string | undefined, { authorities, providers }: CaseChoices): { text: string; href: string }[] {
  const texts: Record<string, string | undefined> = {
    search: search && `“${search}”`,
    authority: filters['authority'] && (authorities.find(({ code }) => code === filters['authority'])?.name ?? filters['authority']),
    provider: filters['provider'] && (providers.find(({ id }) => String(id) === filters['provider'])?.name ?? 'Another provider'),
    agreement: filters['agreement'] && 'Placement made under one agreement',
    missed: filters['missed'] && 'Something missed',
  };
  return Object.entries(texts).flatMap(([name, text]) => (text ? [{ text, href: hrefWith('/cases', filters, { [name]: null }) }] : []));
}

/** The last day on which something is still in time, by the instant from which it is missed. */
export const lastDayBefore = (missedFrom: Date | null): LocalDate | null => missedFrom && londonDate(new Date(missedFrom.getTime() - 1));
