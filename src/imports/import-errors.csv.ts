import { Controller, Get, Header, Param } from '@nestjs/common';
import { Allow } from '../web/allow.js';
import { csvOf } from '../web/csv.js';
import { CurrentActor } from '../web/current-actor.js';
import { ParseId } from '../web/params.js';
import type { SignedIn } from '../web/visitor.js';
import type { ImportError } from './import-batch.entity.js';
import { ImportsService } from './imports.service.js';

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

const COLUMNS: Record<string, (error: ImportError) => string | number> = {
  line: (error) => error.line,
  column: (error) => error.column,
  value: (error) => error.value,
  what_to_do: (error) => error.message,
};
