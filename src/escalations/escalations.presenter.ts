import { CLAUSES } from '../domain/agreement/clauses.js';
import { ROLES } from '../domain/agreement/roles.js';
import { legOf } from '../duties/duty-journeys.js';
import { organisationHref } from '../organisations/organisation-href.js';
import { hrefWith } from '../web/links.js';
import type { QueueFilter, QueueItem, QueueNote } from './escalation-queue.service.js';
import type { ItemOnDesk } from './queue-desk.service.js';
import type { EscalationsQuery } from './escalations.query.js';

/** The levels of the register, and who has been told at each. */
export const LEVELS = [
  { level: 3, told: "the Director of Children's Services has been" },
  { level: 2, told: 'the Virtual Head has been' },
  { level: 1, told: 'who owes it, their manager and the Virtual School key contact have been' },
] as const;

/** What a list's address asks for. */
export const filterOf = ({ level, clause, owedBy, mine, closed }: EscalationsQuery): QueueFilter => ({
  level: level === undefined ? undefined : (Number(level) as 1 | 2 | 3),
  clause,
  owedBy,
  mine: mine === 'yes',
  closed: closed === 'yes',
});

type Filters = Pick<EscalationsQuery, 'level' | 'clause' | 'owedBy' | 'mine' | 'closed'>;

/** Each filter that is on, with the address of the list without it. */
export function chipsFor(filters: Filters): { text: string; href: string }[] {
  const texts: Record<keyof Filters, string | undefined> = {
    level: filters.level && `Level ${filters.level}`,
    clause: filters.clause && `${filters.clause}: ${CLAUSES[filters.clause].title}`,
    owedBy: filters.owedBy && `Owed by the ${ROLES[filters.owedBy].name}`,
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

/** The form on which its duty is put on hold; null where this person may not, or it cannot be. */
export function holdHrefOf({ item, hold }: Pick<ItemOnDesk, 'item' | 'hold'>): string | null {
  const base = item.caseReference === null ? ownOrganisation(item) : `/cases/${item.caseReference}`;
  return hold && hrefWith(`${base}/records/${hold.kind}/new`, { agreement: hold.agreementId?.toString(), of: item.dutyKey });
}

/** The page of the organisation whose own duty it is; null for a case's. */
const ownOrganisation = ({ ofProviderId: providerId, ofAuthorityCode: authorityCode }: QueueItem): string | null =>
  providerId === null && authorityCode === null ? null : organisationHref({ providerId, authorityCode });
