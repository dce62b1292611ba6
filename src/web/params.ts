import { Injectable, type PipeTransform } from '@nestjs/common';
import { notFound } from '../errors.js';
import { CASE_REFERENCE } from '../young-people/case-reference.js';

/** `@Param('id', ParseId) id: number`. What cannot be a row's number is not found: 404. */
@Injectable()
export class ParseId implements PipeTransform<string, number> {
  transform(text: string): number {
    const id = /^[1-9]\d{0,9}$/.test(text) ? Number(text) : 0;
    if (id === 0 || id > 2_147_483_647) throw notFound('such page');
    return id;
  }
}

/** `@Param('reference', CaseReference) reference: string`: `LS-7K2QF9`, in capitals however typed. Else 404. */
@Injectable()
export class CaseReference implements PipeTransform<string, string> {
  transform(text: string): string {
    const reference = text.toUpperCase();
    if (!CASE_REFERENCE.test(reference)) throw notFound('case with this reference');
    return reference;
  }
}
