import { Controller, Get, HttpCode, Param, Post, Query } from '@nestjs/common';
import { Allow, NeedsProof } from '../web/allow.js';
import { sheetOf, sheetPaths, type Sheet } from '../web/sheet.js';
import { CurrentActor } from '../web/current-actor.js';
import { ParseId } from '../web/params.js';
import type { SignedIn } from '../web/visitor.js';
import { CaseExports } from './case-exports.service.js';
import { filterOf, lastDayBefore } from './case-filters.js';
import type { CaseListItem } from './case-list.service.js';
import { CasesCsvQuery } from './cases.query.js';
import { SealedSearch } from './sealed-search.js';

/** What the case list shows, for a spreadsheet: a few cases at once, many once a second person has approved; a disclosure for each case in it (P7). */
@Controller()
export class CasesSheet {
  constructor(
    private readonly exports: CaseExports,
    private readonly searches: SealedSearch,
  ) {}

  @Get(sheetPaths('cases'))
  @Allow.signedIn()
  @NeedsProof()
  async few(@CurrentActor() person: SignedIn, @Query() { why = 'work', ...query }: CasesCsvQuery): Promise<Sheet> {
    return sheetOf('cases', COLUMNS, await this.exports.few(person, filterOf(query, this.searches.open(person.personId, query.search)), why));
  }

  @Post('approvals/:id/cases.csv')
  @Allow.signedIn()
  @NeedsProof()
  @HttpCode(200)
  async many(@CurrentActor() person: SignedIn, @Param('id', ParseId) id: number): Promise<Sheet> {
    return sheetOf('cases', COLUMNS, await this.exports.fetch(person, id));
  }
}

const COLUMNS: Record<string, (item: CaseListItem) => string | number | Date | null> = {
  reference: (item) => item.reference,
  preferred_name: (item) => item.preferredName,
  date_of_birth: (item) => item.bornOn,
  home_authority: (item) => item.homeAuthorityName,
  care_status: (item) => item.careStatus,
  key_worker: (item) => item.keyWorkerName,
  providers: (item) => item.providerNames.join('; '),
  ended_on: (item) => item.endedOn,
  open_duties: (item) => item.openDuties,
  missed_duties: (item) => item.missedDuties,
  next_due_on: (item) => lastDayBefore(item.nextDueAt),
};
