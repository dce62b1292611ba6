import { Controller, Get, Param } from '@nestjs/common';
import { Allow, NeedsProof } from '../web/allow.js';
import { notFound } from '../errors.js';
import { Sheet, sheetOf, sheetPaths } from '../web/sheet.js';
import { CurrentActor } from '../web/current-actor.js';
import { ParseId } from '../web/params.js';
import type { SignedIn } from '../web/visitor.js';
import type { ImportError, ImportKind } from './import-batch.entity.js';
import { KINDS_OF_IMPORT } from './import-kinds.js';
import { ImportsService, type SeenChange } from './imports.service.js';

/** The faulty rows of an import, all of them, for a spreadsheet. */
@Controller(sheetPaths('imports/:id/errors'))
export class ImportErrorsSheet {
  constructor(private readonly imports: ImportsService) {}

  @Get()
  @Allow.signedIn()
  async export(@CurrentActor() person: SignedIn, @Param('id', ParseId) id: number): Promise<Sheet> {
    const { errors } = await this.imports.readImport(person, id);
    return sheetOf('rows-to-correct', COLUMNS, errors);
  }
}

/** What an import would overwrite, all of it, for a spreadsheet. */
@Controller(sheetPaths('imports/:id/changes'))
export class ImportChangesSheet {
  constructor(private readonly imports: ImportsService) {}

  @Get()
  @Allow.signedIn()
  @NeedsProof()
  async export(@CurrentActor() person: SignedIn, @Param('id', ParseId) id: number): Promise<Sheet> {
    return sheetOf('changes', CHANGE_COLUMNS, await this.imports.readChanges(person, id));
  }
}

/** An empty file of a kind, with the names of its columns: to be filled in. */
@Controller(sheetPaths('imports/columns/:kind/template'))
export class ImportTemplatesSheet {
  @Get()
  @Allow.signedIn()
  export(@Param('kind') kind: string): Sheet {
    if (!Object.hasOwn(KINDS_OF_IMPORT, kind)) throw notFound('such kind of import');
    const { layout } = KINDS_OF_IMPORT[kind as ImportKind];
    return new Sheet(layout.kind, [layout.columns.map(({ name }) => name)]);
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
