import { Logger } from '@nestjs/common';
import { conflict, type Refusal } from '../errors.js';
import type { Place } from './sealed-columns.js';

const logger = new Logger('sealed-texts');

/** A text that is not what was sealed at its place: the alarm goes to the log, with the place and no word of the text; the reader gets a refusal and no text. */
export function sealBroken({ table, column, row, owner }: Place, why: string): Refusal {
  logger.error(`${table}.${column} of row ${row} (${typeof owner === 'number' ? `case ${owner}` : owner}) cannot be opened: ${why}.`);
  return conflict('SEAL_BROKEN', 'A text here is not what was sealed in its place, so it is not shown. Tell whoever runs this installation: the log says which.');
}

/** Nothing can be written into a case whose key was destroyed. */
export const caseErased = (): Refusal => conflict('CASE_ERASED', 'The texts of this case have been erased for good, so nothing more can be written in it.');
