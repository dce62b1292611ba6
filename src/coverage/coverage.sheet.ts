import { Controller, Get, Query } from '@nestjs/common';
import { Allow, NeedsProof } from '../web/allow.js';
import { sheetOf, sheetPaths, type Sheet } from '../web/sheet.js';
import { CurrentActor } from '../web/current-actor.js';
import type { SignedIn } from '../web/visitor.js';
import { CoverageQuery } from './coverage.query.js';
import { CoverageService, type ClauseCoverage } from './coverage.service.js';

/** What the coverage page shows, for a spreadsheet. */
@Controller(sheetPaths('coverage'))
export class CoverageSheet {
  constructor(private readonly coverage: CoverageService) {}

  @Get()
  @Allow.signedIn()
  @NeedsProof()
  async export(@CurrentActor() actor: SignedIn, @Query() query: CoverageQuery): Promise<Sheet> {
    return sheetOf('coverage', COLUMNS, (await this.coverage.coverageFor(actor, query)).items);
  }
}

const COLUMNS: Record<string, (row: ClauseCoverage) => string | number | null> = {
  clause: (row) => row.clause,
  what: (row) => row.title,
  how_it_is_kept: (row) => row.how,
  kept_by: (row) => row.by.join(' '),
  open: (row) => row.open,
  open_and_missed: (row) => row.missed,
  done_in_time: (row) => row.inTime,
  done_late: (row) => row.late,
  no_longer_owed: (row) => row.notOwed,
  missed_then_no_longer_owed: (row) => row.endedLate,
  ever_on_hold: (row) => row.held,
  on_hold_now: (row) => row.heldNow,
  recorded: (row) => row.recorded,
};
