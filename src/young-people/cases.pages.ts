import { Controller, Get, Post, Query } from '@nestjs/common';
import { Allow } from '../web/allow.js';
import { page, redirect, type Page, type Redirect } from '../web/answers.js';
import { CurrentActor } from '../web/current-actor.js';
import { submitForm, Submitted, type FormValues } from '../web/forms.js';
import { hrefWith } from '../web/links.js';
import type { SignedIn } from '../web/visitor.js';
import { CaseChoicesService } from './case-choices.service.js';
import { chipsFor, filterOf, lastDayBefore } from './case-filters.js';
import { shownViews } from '../saved-views/saved-views.part.js';
import { ALONE_CASES } from '../sharing/taken-out.js';
import { CaseExports, hasSecondPerson } from './case-exports.service.js';
import { CaseListService } from './case-list.service.js';
import { CasesForm, CasesQuery } from './cases.query.js';
import { SealedSearch } from './sealed-search.js';

const LINES = 25;

/** The cases that somebody has a part in. */
@Controller('cases')
export class CasesPages {
  constructor(
    private readonly cases: CaseListService,
    private readonly choices: CaseChoicesService,
    private readonly searches: SealedSearch,
    private readonly exports: CaseExports,
  ) {}

  @Get()
  @Allow.signedIn()
  async list(@CurrentActor() person: SignedIn, @Query() query: CasesQuery) {
    const search = this.searches.open(person.personId, query.search);
    const list = await this.cases.listCases(person, filterOf(query, search), query.after ?? null, LINES);
    const { choices, views } = await this.choices.listChoices(person);
    const filters = { search: this.searches.seal(person.personId, search), authority: query.authority, provider: query.provider, agreement: query.agreement, missed: query.missed };
    const isFiltered = Object.values(filters).some(Boolean);
    return page('cases/list', {
      ...list,
      items: list.items.map((item) => ({ ...item, nextDueOn: lastDayBefore(item.nextDueAt) })),
      filters: { ...filters, search },
      choices,
      chipItems: chipsFor(filters, search, choices),
      views: shownViews('cases', views, filters),
      isFiltered,
      mayRegister: person.posts.some(({ post }) => ['team-manager', 'key-contact', 'virtual-head'].includes(post)),
      nextHref: list.after && hrefWith('/cases', filters, { after: list.after }),
      firstHref: query.after ? hrefWith('/cases', filters) : null,
      ...((await this.exports.takesTwo(person, list.total))
        ? { exportHref: hasSecondPerson(person) ? hrefWith('/cases/export', filters) : null, most: ALONE_CASES }
        : { csvHref: hrefWith('/cases.csv', filters), csvMeetingHref: hrefWith('/cases.csv', filters, { why: 'meeting' }), csvReturnHref: hrefWith('/cases.csv', filters, { why: 'return' }) }),
    });
  }

  /** The form is sent and not asked for, so that a name is in no address. */
  @Post('search')
  @Allow.signedIn()
  search(@CurrentActor() person: SignedIn, @Submitted() form: FormValues): Promise<Page | Redirect> {
    return submitForm(CasesForm, form, {
      work: ({ search, ...filters }) => Promise.resolve(redirect(hrefWith('/cases', { search: this.searches.seal(person.personId, search), ...filters }))),
      again: () => this.list(person, {}),
    });
  }
}
