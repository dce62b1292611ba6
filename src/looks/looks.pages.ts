import { Controller, Get, Query } from '@nestjs/common';
import { capacityInWords } from '../domain/capacity.js';
import { listInWords } from '../domain/lists.js';
import { purposeInWords, EXCEPTIONAL_PURPOSES } from '../domain/purposes.js';
import { shownViews } from '../saved-views/saved-views.part.js';
import { Allow } from '../web/allow.js';
import { page, type Page } from '../web/answers.js';
import { CurrentActor } from '../web/current-actor.js';
import { hrefWith } from '../web/links.js';
import type { SignedIn } from '../web/visitor.js';
import { chipsFor } from './looks-filters.js';
import { LooksQuery } from './looks.query.js';
import { LooksService, type Look } from './looks.service.js';

const PATH = '/who-looked';

/** For a data protection lead: who looked at which case, when, as what and why. */
@Controller('who-looked')
export class LooksPages {
  constructor(private readonly looks: LooksService) {}

  @Get() @Allow.signedIn()
  async list(@CurrentActor() actor: SignedIn, @Query() query: LooksQuery): Promise<Page> {
    const { views, ...looks } = await this.looks.showLooks(actor, query);
    const filters = { authority: query.authority, case: query.case, person: query.person?.toString(), from: query.from, to: query.to };
    const onlyPerson = looks.items.find(({ personId }) => personId === query.person)?.name ?? null;
    return page('looks/list', {
      ...looks,
      filters: { ...filters, from: looks.from },
      chipItems: chipsFor(filters, onlyPerson),
      views: shownViews('who-looked', views, filters),
      items: looks.items.map((look) => ({
        ...look,
        why: whyInWords(look),
        as: asInWords(look),
        tag: tagOf(look),
        reasonHref: reasonHref(look),
        onList: look.list === null ? null : listInWords(look.list),
        caseHref: hrefWith(PATH, filters, { case: look.case }),
        personHref: hrefWith(PATH, filters, { person: String(look.personId) }),
      })),
      nextHref: looks.after && hrefWith(PATH, filters, { after: looks.after }),
      firstHref: query.after ? hrefWith(PATH, filters) : null,
    });
  }
}

const REASONS_AT: Readonly<Record<string, (id: string) => string>> = { 'emergency-access': (id) => `/emergency-access/${id}`, inspection: () => '/inspections', 'subject-request': () => '/own-files' };

/** Where the words of a reason are. */
function reasonHref({ reason }: Look): string | null {
  const [, noun = '', id = ''] = /^([a-z-]+)-(\d+)$/.exec(reason ?? '') ?? [];
  return REASONS_AT[noun]?.(id) ?? null;
}

const asInWords = ({ capacity, outcome, list }: Look): string => (capacity !== null ? capacityInWords(capacity) : list !== null ? 'reader of a list' : outcome === 'refused' ? 'nobody who may' : 'not kept then');

const tagOf = ({ purpose, outcome }: Look): { text: string; colour: string } | null =>
  (EXCEPTIONAL_PURPOSES as readonly string[]).includes(purpose ?? '') ? { text: 'Exceptional', colour: 'red' } : outcome === 'refused' ? { text: 'Refused', colour: 'yellow' } : null;

const whyInWords = ({ purpose, outcome }: Look): string => (outcome === 'refused' ? 'tried, and was refused' : purpose === null ? 'not kept then' : purposeInWords(purpose));
