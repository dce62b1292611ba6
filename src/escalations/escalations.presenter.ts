import { CLAUSES } from '../domain/agreement/clauses.js';
import { legOf } from '../duties/duty-journeys.js';
import { organisationHref } from '../organisations/organisation-href.js';
import { hrefWith } from '../web/links.js';
import type { QueueFilter, QueueItem, QueueNote } from './escalation-queue.service.js';
import type { EscalationsQuery } from './escalations.query.js';

/** The levels of the register, and who has been told at each. */
export const LEVELS = [
  { level: 3, told: "the Director of Children's Services has been" },
  { level: 2, told: 'the Virtual Head has been' },
  { level: 1, told: 'who owes it, their manager and the Virtual School key contact have been' },
] as const;

/** What a list's address asks for. */
export const filterOf = ({ level, clause, mine, closed }: EscalationsQuery): QueueFilter => ({
  level: level === undefined ? undefined : (Number(level) as 1 | 2 | 3),
  clause,
  mine: mine === 'yes',
  closed: closed === 'yes',
});

type Filters = Pick<EscalationsQuery, 'level' | 'clause' | 'mine' | 'closed'>;

/** Each filter that is on, with the address of the list without it. */
export function chipsFor(filters: Filters): { text: string; href: string }[] {
  const texts: Record<keyof Filters, string | undefined> = {
    level: filters.level && `Level ${filters.level}`,
    clause: filters.clause && `${filters.clause}: ${CLAUSES[filters.clause].title}`,
    mine: filters.mine && 'Taken by me',
    closed: filters.closed && 'Closed',
  };
  return Object.entries(texts).flatMap(([name, text]) => (text ? [{ text, href: hrefWith('/escalations', filters, { [name]: null }) }] : []));
}

/** What others did since the version that a form was made from: each thing done adds one to the version, and one note. */
export function sinceVersion({ notes, version }: QueueItem, seen: number | undefined): QueueNote[] {
  return seen === undefined || seen >= version ? [] : notes.slice(-(version - seen));
}

/** An item with what tells the legs of a risk notice apart. */
export const withLeg = (item: QueueItem) => ({ ...item, leg: legOf({ key: item.dutyKey }), organisationHref: ownOrganisation(item) });

/** The page of the organisation whose own duty it is; null for a case's. */
const ownOrganisation = ({ ofProviderId: providerId, ofAuthorityCode: authorityCode }: QueueItem): string | null =>
  providerId === null && authorityCode === null ? null : organisationHref({ providerId, authorityCode });
