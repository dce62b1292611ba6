import { Controller, Get, Header, Query } from '@nestjs/common';
import { UnitOfWork } from '../database/unit-of-work.js';
import { DisclosureLog } from '../sharing/disclosure-log.service.js';
import { Allow, NeedsProof } from '../web/allow.js';
import { csvOf } from '../web/csv.js';
import { CurrentActor } from '../web/current-actor.js';
import type { SignedIn } from '../web/visitor.js';
import { filterOf, lastDayBefore } from './case-filters.js';
import { CaseListService, type CaseListItem } from './case-list.service.js';
import { CasesCsvQuery, EXPORT_REASONS } from './cases.query.js';

/** As many as a file that comes in may have; no authority has as many cases. */
const EXPORTED = 100_000;

/** What the case list shows, for a spreadsheet: a disclosure for each case in it (P7). */
@Controller('cases.csv')
export class CasesCsv {
  constructor(
    private readonly cases: CaseListService,
    private readonly disclosures: DisclosureLog,
    private readonly unitOfWork: UnitOfWork,
  ) {}

  @Get()
  @Allow.signedIn()
  @NeedsProof()
  @Header('content-type', 'text/csv; charset=utf-8')
  @Header('content-disposition', 'attachment; filename="cases.csv"')
  async export(@CurrentActor() person: SignedIn, @Query() { why = 'work', ...query }: CasesCsvQuery): Promise<string> {
    return this.unitOfWork.run(async () => {
      const { items } = await this.cases.listCases(person, filterOf(query), null, EXPORTED);
      await this.disclosures.record(person, {
        means: 'export', references: items.map(({ reference }) => reference), items: ['care-status'],
        toWhom: `${person.name}, ${person.organisation}`, why: EXPORT_REASONS[why], basis: 'public task',
      });
      return csvOf(COLUMNS, items);
    });
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
  open_duties: (item) => item.openDuties,
  missed_duties: (item) => item.missedDuties,
  next_due_on: (item) => lastDayBefore(item.nextDueAt),
};
