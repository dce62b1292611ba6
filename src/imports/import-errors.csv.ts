import { Controller, Get, Header, Param } from '@nestjs/common';
import { Allow, NeedsProof } from '../web/allow.js';
import { csvOf } from '../web/csv.js';
import { CurrentActor } from '../web/current-actor.js';
import { ParseId } from '../web/params.js';
import type { SignedIn } from '../web/visitor.js';
import type { ImportError } from './import-batch.entity.js';
import { ImportsService, type SeenChange } from './imports.service.js';

/** The faulty rows of an import, all of them, for a spreadsheet. */
@Controller('imports/:id/errors.csv')
export class ImportErrorsCsv {
  constructor(private readonly imports: ImportsService) {}

  @Get()
  @Allow.signedIn()
  @Header('content-type', 'text/csv; charset=utf-8')
  @Header('content-disposition', 'attachment; filename="rows-to-correct.csv"')
  async export(@CurrentActor() person: SignedIn, @Param('id', ParseId) id: number): Promise<string> {
    const { errors } = await this.imports.readImport(person, id);
    return csvOf(COLUMNS, errors);
  }
}

/** What an import would overwrite, all of it, for a spreadsheet. */
@Controller('imports/:id/changes.csv')
export class ImportChangesCsv {
  constructor(private readonly imports: ImportsService) {}

  @Get()
  @Allow.signedIn()
  @NeedsProof()
  @Header('content-type', 'text/csv; charset=utf-8')
  @Header('content-disposition', 'attachment; filename="changes.csv"')
  async export(@CurrentActor() person: SignedIn, @Param('id', ParseId) id: number): Promise<string> {
    return csvOf(CHANGE_COLUMNS, await this.imports.readChanges(person, id));
  }
}

const CHANGE_COLUMNS: Record<string, (change: SeenChange) => string | number> = {
  line: (change) => change.line,
  column: (change) => change.column,
  recorded_now: (change) => change.before ?? 'not shown here: see the case, if it is yours',
  would_become: (change) => change.after,
};

const COLUMNS: Record<string, (error: ImportError) => string | number> = {
  line: (error) => error.line,
  column: (error) => error.column,
  value: (error) => error.value,
  what_to_do: (error) => error.message,
};
