import { Injectable } from '@nestjs/common';
import { UnitOfWork } from '../database/unit-of-work.js';
import type { SignedIn } from '../web/visitor.js';
import { holdsFor, type HoldAsked } from './waiting-holds.js';

/** Holds that wait for a second person. */
@Injectable()
export class HoldsAsked {
  constructor(private readonly unitOfWork: UnitOfWork) {}

  /** What somebody may decide on now, the longest waiting first: never what they asked for, or owe. */
  async list(actor: SignedIn): Promise<HoldAsked[]> {
    return this.unitOfWork.runIn('engine', ({ now }) => holdsFor(actor, now));
  }
}
