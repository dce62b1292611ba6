import { Controller, Get, Query } from '@nestjs/common';
import { DutyListService } from '../duties/duty-list.service.js';
import { notAllowed } from '../errors.js';
import { mayImport } from '../imports/import-kinds.js';
import { Allow } from '../web/allow.js';
import { page, type Page } from '../web/answers.js';
import { Paging } from '../web/api/keyset.js';
import { CurrentActor } from '../web/current-actor.js';
import { hrefWith } from '../web/links.js';
import type { SignedIn } from '../web/visitor.js';
import { groupReturns } from './returns.presenter.js';

const PATH = '/returns';

/** As many as a page has: a college's month. */
const LINES = 200;

/** EP15: which returns are owed. For a provider by learner, each with its form; for a Virtual School by provider. */
@Controller('returns')
export class ReturnsPages {
  constructor(private readonly duties: DutyListService) {}

  @Get() @Allow.signedIn()
  async show(@CurrentActor() person: SignedIn, @Query() { after }: Paging): Promise<Page> {
    const isSender = mayImport(person, 'attendance');
    if (!isSender && !person.posts.some(({ post }) => post === 'key-contact' || post === 'virtual-head')) throw notAllowed('see which returns are owed: a provider’s designated person, and a Virtual School do');
    const { items, total, counts, after: next } = await this.duties.listDuties(person, { clause: 'EP15', mine: isSender }, after ?? null, LINES);
    return page('returns/list', {
      groups: groupReturns(items, isSender), isSender, total, late: counts.overdue, from: Number(after ?? 0) + 1, shown: items.length,
      nextHref: next && hrefWith(PATH, { after: next }), firstHref: after ? PATH : null,
    });
  }
}
