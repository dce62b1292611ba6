import { Controller, Get, Post, Query } from '@nestjs/common';
import { ApiExcludeController } from '@nestjs/swagger';
import { WAITS_DAYS } from '../approvals/approvals.service.js';
import { notAllowed } from '../errors.js';
import { Allow, NeedsProof } from '../web/allow.js';
import { page, redirect, type Page, type Redirect } from '../web/answers.js';
import { CurrentActor } from '../web/current-actor.js';
import { JustAButton, submitForm, Submitted, type FormValues } from '../web/forms.js';
import { hrefWith } from '../web/links.js';
import type { SignedIn } from '../web/visitor.js';
import { ALONE_CASES } from '../sharing/taken-out.js';
import { CaseExports, hasSecondPerson } from './case-exports.service.js';
import { filterOf } from './case-filters.js';
import { CaseListService } from './case-list.service.js';
import { CasesQuery } from './cases.query.js';
import { SealedSearch } from './sealed-search.js';

/** Asking for a file of many cases. */
@ApiExcludeController()
@Controller('cases/export')
export class CaseExportPages {
  constructor(
    private readonly exports: CaseExports,
    private readonly cases: CaseListService,
    private readonly searches: SealedSearch,
  ) {}

  @Get() @Allow.signedIn()
  async show(@CurrentActor() person: SignedIn, @Query() query: CasesQuery): Promise<Page> {
    if (!hasSecondPerson(person)) throw notAllowed('take out a file that a second person of your organisation has to approve');
    const { total } = await this.cases.countCases(person, this.filterOf(person, query));
    const { search, authority, provider, agreement, missed } = query;
    return page('cases/export', { total, takesTwo: await this.exports.takesTwo(person, total), most: ALONE_CASES, days: WAITS_DAYS, action: hrefWith('/cases/export', { search, authority, provider, agreement, missed }) });
  }

  @Post() @Allow.signedIn() @NeedsProof()
  ask(@CurrentActor() person: SignedIn, @Query() query: CasesQuery, @Submitted() form: FormValues): Promise<Page | Redirect> {
    return submitForm(JustAButton, form, {
      work: async () => {
        await this.exports.ask(person, this.filterOf(person, query));
        return redirect('/approvals', { title: 'A second person has to approve it', text: 'Once they do, you fetch the file here, once.' });
      },
      again: () => this.show(person, query),
    });
  }

  private filterOf = ({ personId }: SignedIn, query: CasesQuery) => filterOf(query, this.searches.open(personId, query.search));
}
