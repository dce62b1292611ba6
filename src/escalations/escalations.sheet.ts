import { Controller, Get, Query } from '@nestjs/common';
import { CLAUSES } from '../domain/agreement/clauses.js';
import { ROLES } from '../domain/agreement/roles.js';
import { Allow, NeedsProof } from '../web/allow.js';
import { sheetOf, sheetPaths, type Sheet } from '../web/sheet.js';
import { CurrentActor } from '../web/current-actor.js';
import type { SignedIn } from '../web/visitor.js';
import type { QueueItem } from './escalation-queue.service.js';
import { filterOf } from './escalations.presenter.js';
import { EscalationsQuery } from './escalations.query.js';
import { QueueFile } from './queue-file.service.js';

/** What the escalation queue shows, for a spreadsheet. */
@Controller(sheetPaths('escalations'))
export class EscalationsSheet {
  constructor(private readonly file: QueueFile) {}

  @Get()
  @Allow.signedIn()
  @NeedsProof()
  async export(@CurrentActor() person: SignedIn, @Query() query: EscalationsQuery): Promise<Sheet> {
    return sheetOf('escalations', COLUMNS, await this.file.few(person, filterOf(query)));
  }
}

const COLUMNS: Record<string, (item: QueueItem) => string | number | Date | null> = {
  level: (item) => item.level,
  clause: (item) => item.clause,
  what: (item) => CLAUSES[item.clause].title,
  owed_by: (item) => item.owedBy.map((role) => ROLES[role].name).join(', '),
  case: (item) => item.caseReference,
  home_authority: (item) => item.homeAuthorityName,
  provider: (item) => item.providerName,
  missed_from: (item) => item.missedFrom,
  days_over: (item) => item.daysOver,
  taken_by: (item) => item.takenBy?.name ?? null,
  last_action: (item) => item.notes.at(-1)?.text ?? null,
  closed_at: (item) => item.closedAt,
  closed_because: (item) => item.closedBecause,
};
