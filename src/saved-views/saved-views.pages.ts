import { Controller, Get, Param, Post, Query } from '@nestjs/common';
import { ApiExcludeController } from '@nestjs/swagger';
import { OrganisationsService } from '../organisations/organisations.service.js';
import { Allow } from '../web/allow.js';
import { page, redirect, type Page, type Redirect } from '../web/answers.js';
import { CurrentActor } from '../web/current-actor.js';
import { JustAButton, submitForm, Submitted, type FormValues } from '../web/forms.js';
import { hrefWith } from '../web/links.js';
import { ParseId } from '../web/params.js';
import type { SignedIn } from '../web/visitor.js';
import type { CaseChoices } from '../young-people/case-choices.service.js';
import { wordsOf } from './list-filters.js';
import { keptFilters, LISTS, type Filters, type ListName } from './lists.js';
import { NewViewQuery, RenameViewDto } from './saved-views.dto.js';
import { SavedViews } from './saved-views.service.js';

const PROVIDERS = 500;

/** One's own views of lists: named, named otherwise, removed. */
@ApiExcludeController()
@Controller('saved-views')
export class SavedViewsPages {
  constructor(
    private readonly views: SavedViews,
    private readonly organisations: OrganisationsService,
  ) {}

  @Get() @Allow.signedIn()
  async show(@CurrentActor() actor: SignedIn): Promise<Page> {
    const [views, names] = [await this.views.list(actor), await this.names()];
    const lists = Object.entries(LISTS).map(([list, { title, path }]) => ({
      title,
      views: views.filter((view) => view.list === list).map(({ id, name, filters }) => ({ id, name, href: hrefWith(path, filters), words: wordsOf(list as ListName, filters, names) })),
    }));
    return page('saved-views/list', { lists: lists.filter((list) => list.views.length > 0) });
  }

  @Get('new') @Allow.signedIn()
  async ask(@CurrentActor() _actor: SignedIn, @Query() query: NewViewQuery): Promise<Page> {
    const filters = filtersIn(query);
    return page('saved-views/form', { ...(await this.about(query.list, filters)), backHref: hrefWith(LISTS[query.list].path, filters), action: hrefWith('/saved-views', { ...query }) });
  }

  @Post() @Allow.signedIn()
  make(@CurrentActor() actor: SignedIn, @Query() query: NewViewQuery, @Submitted() form: FormValues): Promise<Page | Redirect> {
    return submitForm(RenameViewDto, form, {
      work: async ({ name }) => {
        const view = await this.views.make(actor, { list: query.list, name, filters: filtersIn(query) });
        return redirect(hrefWith(LISTS[view.list].path, view.filters), { title: 'The view is saved', text: 'You find it above this list from now on.' });
      },
      again: () => this.ask(actor, query),
    });
  }

  @Get(':id') @Allow.signedIn()
  async edit(@CurrentActor() actor: SignedIn, @Param('id', ParseId) id: number): Promise<Page> {
    const { list, name, filters } = await this.views.read(actor, id);
    return page('saved-views/form', { ...(await this.about(list, filters)), view: { id, name }, values: { name }, backHref: '/saved-views', action: `/saved-views/${id}` });
  }

  @Post(':id') @Allow.signedIn()
  rename(@CurrentActor() actor: SignedIn, @Param('id', ParseId) id: number, @Submitted() form: FormValues): Promise<Page | Redirect> {
    return submitForm(RenameViewDto, form, {
      work: async ({ name }) => {
        await this.views.rename(actor, id, null, name);
        return redirect('/saved-views', 'The view has another name');
      },
      again: () => this.edit(actor, id),
    });
  }

  @Post(':id/removal') @Allow.signedIn()
  remove(@CurrentActor() actor: SignedIn, @Param('id', ParseId) id: number, @Submitted() form: FormValues): Promise<Page | Redirect> {
    return submitForm(JustAButton, form, {
      work: async () => {
        await this.views.remove(actor, id);
        return redirect('/saved-views', { title: 'The view is removed', text: 'The list and its filters are as they were.' });
      },
      again: () => this.edit(actor, id),
    });
  }

  private async about(list: ListName, filters: Filters) {
    const { title, hasSearch } = LISTS[list];
    return { list: title, hasSearch, words: wordsOf(list, filters, await this.names()) };
  }

  private async names(): Promise<CaseChoices> {
    return { authorities: await this.organisations.listAuthorities(), providers: (await this.organisations.listProviders({}, null, PROVIDERS)).items };
  }
}

/** What of an address a view keeps. */
const filtersIn = ({ list, filters }: NewViewQuery): Filters => keptFilters(list, Object.fromEntries(new URLSearchParams(filters)));
