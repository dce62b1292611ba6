import { Injectable, type PipeTransform } from '@nestjs/common';
import { SECTION_NAMES, type PlanSectionName } from '../domain/agreement/plan-sections.js';
import { notFound } from '../errors.js';

/** `@Param('section', ParseSection) section: PlanSectionName`: `key-contacts`. Else 404. */
@Injectable()
export class ParseSection implements PipeTransform<string, PlanSectionName> {
  transform(text: string): PlanSectionName {
    const section = SECTION_NAMES.find((name) => name === text);
    if (section === undefined) throw notFound('section of the plan');
    return section;
  }
}
