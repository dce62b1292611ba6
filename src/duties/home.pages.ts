import { Controller, Get, Query } from '@nestjs/common';
import type { Post } from '../domain/agreement/roles.js';
import { DUTY_SCOPES, dutyScopeFor, dutyScopesOf, type DutyScope } from '../domain/duty-scopes.js';
import { canInOrganisation } from '../domain/permissions.js';
import type { Queue } from '../escalations/escalation-queue.service.js';
import { Allow } from '../web/allow.js';
import { page } from '../web/answers.js';
import { CurrentActor } from '../web/current-actor.js';
import { hrefWith } from '../web/links.js';
import type { SignedIn } from '../web/visitor.js';
import { WITH_A_QUEUE } from '../escalations/queue-posts.js';
import { HomeDesk } from './home-desk.service.js';
import { HomeQuery } from './home.query.js';
import { DUE_WHEN, type DueWhen, type DutyList, type DutyListItem } from './duty-list.service.js';
import { journeyOfOwner, legOf } from './duty-journeys.js';
import { whereShown } from './where-shown.js';

const LINES = 25;

@Controller()
export class HomePages {
  constructor(private readonly desk: HomeDesk) {}

  @Get()
  @Allow.signedIn()
  async home(@CurrentActor() person: SignedIn, @Query() query: HomeQuery) {
    const scope = dutyScopeFor(person.posts, query.scope);
    const { list, queue, ...beside } = await this.desk.open(person, { when: query.when, scope }, query.after ?? null, LINES, has(person, WITH_A_QUEUE));
    const hasDuties = person.posts.length === 0 || has(person, WITH_DUTIES) || list.total > 0;
    const link = (change: Record<string, string | null>) => hrefWith('/', { scope: query.scope, when: query.when }, change);
    return page('home/home', {
      scope,
      nothingOpen: NOTHING_OPEN[scope],
      when: query.when ?? null,
      whenTitle: query.when ? DUE_WHEN[query.when] : null,
      counts: (Object.keys(DUE_WHEN) as DueWhen[]).map((when) => ({
        when,
        title: DUE_WHEN[when],
        count: list.counts[when],
        hint: when === 'today' ? firstHourToday(list) : null,
        selected: when === query.when,
        href: link({ when: when === query.when ? null : when }),
      })),
      scopes: [...new Set([...dutyScopesOf(person, list.isKeyWorker), scope])].map((key) => ({ text: DUTY_SCOPES[key], href: link({ scope: key }), active: key === scope })),
      lines: list.items.map((item) => ({ ...item, leg: legOf(item), ...hrefsOf(item, scope) })),
      total: list.total,
      from: Number(query.after ?? 0) + 1,
      nextHref: list.after ? link({ after: list.after }) : null,
      firstHref: query.after ? link({}) : null,
      ...beside,
      levels: queue && levelsOf(queue),
      hasDuties,
      offers: offersFor(person, hasDuties),
    });
  }
}

/** What the page says where nothing is open in a scope. */
const NOTHING_OPEN: Record<DutyScope, string> = {
  mine: 'Nothing waits for you',
  team: 'Nothing is open in the cases of your team',
  provider: 'Nothing is open at your provider',
  authority: 'Nothing is open in the cases of your authority',
  all: 'Nothing is open in your cases',
};

/** Where a line leads: to where its duty is done, or to where it is shown. */
function hrefsOf(item: DutyListItem, scope: DutyScope): { href: string; subjectHref: string } {
  const shown = whereShown(item);
  const journey = scope === 'mine' && item.caseReference !== null ? journeyOfOwner(item, item.caseReference) : null;
  return { ...shown, href: journey?.href ?? shown.href };
}

/** The posts whose holders have cases with duties. A key worker needs no post. */
const WITH_DUTIES: readonly Post[] = ['team-manager', 'designated-person', 'key-contact', 'virtual-head'];

const has = (person: SignedIn, posts: readonly Post[]) => person.posts.some(({ post }) => posts.includes(post));

/** By when the first of today's duties is due that ends before midnight; it is on the list's first page, or not there. */
const firstHourToday = ({ items }: DutyList): Date | null => items.find(({ when, dueAt }) => when === 'today' && dueAt !== null)?.dueAt ?? null;

const levelsOf = (counts: Queue['counts']) =>
  [1, 2, 3].map((level) => ({ level, count: counts.find((row) => row.level === level)?.count ?? 0, href: hrefWith('/escalations', { level: String(level) }) }));

/** What somebody can do who has nothing waiting. */
function offersFor(person: SignedIn, hasDuties: boolean): { text: string; href: string }[] {
  const offers = [
    { text: 'Look at the cases you have a part in', href: '/cases', when: hasDuties },
    { text: 'Look at the escalation queue', href: '/escalations', when: has(person, WITH_A_QUEUE) },
    { text: 'Register a young person', href: '/register', when: has(person, ['team-manager', 'key-contact', 'virtual-head']) },
    { text: 'See who looked at the cases of your authority', href: '/who-looked', when: canInOrganisation(person, 'looks.read', person.authorityCode) },
    { text: 'Give a young person their own file', href: '/own-files', when: canInOrganisation(person, 'own-file.give', person.authorityCode) },
    { text: 'Hold a record, or see which are due to be erased', href: '/retention', when: canInOrganisation(person, 'retention.manage', person.authorityCode) },
    { text: 'Import a roster from a file', href: '/imports', when: canInOrganisation(person, 'young-people.import', person.authorityCode) },
  ];
  return offers.filter((offer) => offer.when);
}
