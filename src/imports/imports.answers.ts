import { Shows } from '../web/api/shows.js';
import { IMPORT_KINDS, type ImportBatch } from './import-batch.entity.js';

export class ImportCountsAnswer {
  @Shows.number() created: number;
  @Shows.number() changed: number;
  @Shows.number() unchanged: number;
}

export class ImportErrorAnswer {
  @Shows.number({ of: 'the line in the file; the header is line 1' }) line: number;
  @Shows.text() column: string;
  @Shows.text({ of: 'what stood there' }) value: string;
  @Shows.text() code: string;
  @Shows.text({ of: 'what to do' }) message: string;
}

export class ImportChangeAnswer {
  @Shows.id() id: number;
  @Shows.number({ of: 'the line in the file; the header is line 1' }) line: number;
  @Shows.text() column: string;
  @Shows.text({ nullable: true, of: 'what is recorded, as a file says it; null where it is of a case that you do not see' }) before: string | null;
  @Shows.text({ of: 'what would be recorded' }) after: string;
}

export class ImportChangesAnswer {
  @Shows.many(() => ImportChangeAnswer, { of: 'by their lines' }) items: ImportChangeAnswer[];
  @Shows.number() total: number;
  @Shows.text({ nullable: true, of: 'what to ask for as `after` for the next page' }) after: string | null;
}

export class ImportAnswer {
  @Shows.id() id: number;
  @Shows.choice(Object.keys(IMPORT_KINDS)) kind: string;
  @Shows.text() fileName: string;
  @Shows.choice(['previewed', 'confirmed', 'discarded', 'taken-back']) state: string;
  @Shows.instant() uploadedAt: Date;
  @Shows.instant({ nullable: true }) confirmedAt: Date | null;
  @Shows.one(() => ImportCountsAnswer, { of: 'rows by what confirming would do; once confirmed, by what it did; taken back, those that are (`unchanged` stay: they were put right since)' }) result: ImportCountsAnswer;
  @Shows.number({ of: 'how many rows have errors; they are left out' }) faultyRows: number;
  @Shows.number({ of: 'how many recorded values it would overwrite while it waits; to confirm it then takes a reason' }) overwrites: number;
  @Shows.many(() => ImportErrorAnswer) errors: ImportErrorAnswer[];
  @Shows.texts({ of: 'what is worth knowing of the file as a whole' }) warnings: string[];
}

/** A batch without its rows, which are the sender's own. */
export function presentImport({ id, kind, fileName, state, uploadedAt, confirmedAt, result, errors, changes, warnings }: ImportBatch): ImportAnswer {
  return { id, kind, fileName, state, uploadedAt, confirmedAt, result, faultyRows: new Set(errors.map(({ line }) => line)).size, overwrites: changes.length, errors, warnings };
}
