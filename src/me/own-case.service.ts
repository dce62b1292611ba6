import { Injectable } from '@nestjs/common';
import { withheld } from '../domain/third-parties.js';
import { notFound } from '../errors.js';
import { CaseViewService } from '../young-people/case-view.service.js';
import type { CaseView } from '../young-people/case-view.js';
import type { SignedIn } from '../web/visitor.js';

/** The reference of somebody's own case. Errors: NOT_FOUND for whoever has none. */
export function ownReferenceOf({ ownReference }: Pick<SignedIn, 'ownReference'>): string {
  if (ownReference === null) throw notFound('such page');
  return ownReference;
}

/** A young person's own case, and no other. */
@Injectable()
export class OwnCaseService {
  constructor(private readonly views: CaseViewService) {}

  /** The case as it is written, without what is marked as somebody else's. Errors: NOT_FOUND. */
  async read(actor: SignedIn): Promise<CaseView> {
    return withheld(await this.views.readOwnCase(actor, ownReferenceOf(actor)));
  }
}
