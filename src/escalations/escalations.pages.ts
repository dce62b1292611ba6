import { Controller, Get, Param, Post, Query } from '@nestjs/common';
import { CLAUSES, type Clause } from '../domain/agreement/clauses.js';
import { ROLES } from '../domain/agreement/roles.js';
import { shownViews } from '../saved-views/saved-views.part.js';
import { Allow } from '../web/allow.js';
import { Page, page, redirect, type Redirect } from '../web/answers.js';
import { CurrentActor } from '../web/current-actor.js';
import { submitForm, Submitted, type FormValues } from '../web/forms.js';
import { hrefWith } from '../web/links.js';
import { ParseId } from '../web/params.js';
import type { SignedIn } from '../web/visitor.js';
import { notAllowed } from '../errors.js';
import type { Action } from '../domain/permissions.js';
import { EscalationQueueService } from './escalation-queue.service.js';
import { EscalationsService } from './escalations.service.js';
import { EscalationsQuery } from './escalations.query.js';
import { ALONE_CASES } from '../sharing/taken-out.js';
import { HandOverForm, NoteForm, ResolveForm, TakeForm } from './escalation-forms.js';
import { chipsFor, filterOf, holdHrefOf, LEVELS, sinceVersion, withLeg } from './escalations.presenter.js';
import { WITH_A_QUEUE } from './queue-posts.js';
import { QueueDesk } from './queue-desk.service.js';

const LINES = 25;

/** The roles that owe something under some clause, to choose from. */
const OWERS = [...new Set(Object.values<Clause>(CLAUSES).flatMap(({ owedBy }) => owedBy))].map((role) => ({ role, name: ROLES[role].name })).sort((a, b) => a.name.localeCompare(b.name));

@Controller('escalations')
export class EscalationsPages {
  constructor(
    private readonly queue: EscalationQueueService,
    private readonly desk: QueueDesk,
    private readonly escalations: EscalationsService,
  ) {}

  @Get()
  @Allow.signedIn()
  async list(@CurrentActor() person: SignedIn, @Query() query: EscalationsQuery) {
    if (!person.posts.some(({ post }) => WITH_A_QUEUE.includes(post))) throw notAllowed('work the escalation queue; what you owe is on your home page');
    const { views, ...list } = await this.queue.showQueue(person, filterOf(query), query.after ?? null, LINES);
    const filters = { level: query.level, clause: query.clause, owedBy: query.owedBy, mine: query.mine, closed: query.closed };
    return page('escalations/list', {
      ...list,
      items: list.items.map(withLeg),
      filters,
      clauses: Object.values(CLAUSES),
      owers: OWERS,
      levels: LEVELS.map((level) => ({
        ...level,
        count: list.counts.find((row) => row.level === level.level)?.count ?? 0,
        selected: filters.level === String(level.level),
        href: hrefWith('/escalations', filters, { level: filters.level === String(level.level) ? null : String(level.level) }),
      })),
      chipItems: chipsFor(filters),
      views: shownViews('escalations', views, filters),
      isFiltered: Object.values(filters).some(Boolean),
      nextHref: list.after && hrefWith('/escalations', filters, { after: list.after }),
      firstHref: query.after ? hrefWith('/escalations', filters) : null,
      csvHref: list.total > ALONE_CASES ? null : hrefWith('/escalations.csv', filters),
      most: ALONE_CASES,
    });
  }

  @Get(':id')
  @Allow.signedIn()
  async show(@CurrentActor() person: SignedIn, @Param('id', ParseId) id: number) {
    return this.item('escalations/item', person, id);
  }

  @Post(':id/taking')
  @Allow.signedIn()
  take(@CurrentActor() person: SignedIn, @Param('id', ParseId) id: number, @Submitted() form: FormValues) {
    return this.submit(TakeForm, form, 'escalations/item', person, id, async ({ version }) => {
      await this.escalations.takeItem(person, id, version);
      return { title: 'You have taken this item', text: 'Others see that you have it. It closes by itself when the duty is done.' };
    });
  }

  @Post(':id/notes')
  @Allow.signedIn()
  annotate(@CurrentActor() person: SignedIn, @Param('id', ParseId) id: number, @Submitted() form: FormValues) {
    return this.submit(NoteForm, form, 'escalations/item', person, id, async ({ version, ...note }) => {
      await this.escalations.annotate(person, id, note, version);
      return { title: 'Your note is kept' };
    });
  }

  @Get(':id/hand-over')
  @Allow.signedIn()
  askHandOver(@CurrentActor() person: SignedIn, @Param('id', ParseId) id: number) {
    return this.item('escalations/hand-over', person, id, 'escalation.hand-over');
  }

  @Post(':id/hand-over')
  @Allow.signedIn()
  handOver(@CurrentActor() person: SignedIn, @Param('id', ParseId) id: number, @Submitted() form: FormValues) {
    return this.submit(HandOverForm, form, 'escalations/hand-over', person, id, async ({ version, ...to }) => {
      await this.escalations.handOver(person, id, to, version);
      return { title: 'The item is handed over', text: 'It is listed as theirs from now on.' };
    });
  }

  @Get(':id/resolution')
  @Allow.signedIn()
  askResolution(@CurrentActor() person: SignedIn, @Param('id', ParseId) id: number) {
    return this.item('escalations/resolve', person, id, 'escalation.resolve');
  }

  @Post(':id/resolution')
  @Allow.signedIn()
  resolve(@CurrentActor() person: SignedIn, @Param('id', ParseId) id: number, @Submitted() form: FormValues) {
    return this.submit(ResolveForm, form, 'escalations/resolve', person, id, async ({ version, ...why }) => {
      await this.escalations.resolve(person, id, why, version);
      return { title: 'The item is closed', text: 'The reason is kept with it. That the duty was late stays on record.' };
    });
  }

  private async item(view: string, person: SignedIn, id: number, needs?: Action, seenVersion?: number): Promise<Page> {
    const desk = await this.desk.openItem(person, id);
    if (needs && !desk.item.closedAt && !desk.allowed.includes(needs)) throw notAllowed('do this with this item');
    return page(view, { ...desk, item: withLeg(desk.item), holdHref: holdHrefOf(desk), changes: sinceVersion(desk.item, seenVersion) });
  }

  private async submit<T extends { version: number }>(
    Form: new () => T,
    form: FormValues,
    view: string,
    person: SignedIn,
    id: number,
    work: (input: T) => Promise<{ title: string; text?: string }>,
  ): Promise<Redirect | Page> {
    return submitForm(Form, form, {
      work: async (input) => redirect(`/escalations/${id}`, await work(input)),
      again: () => this.item(view, person, id, undefined, Number(form['version']) || undefined),
    });
  }
}
