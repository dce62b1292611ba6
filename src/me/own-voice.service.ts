import { Injectable } from '@nestjs/common';
import { UnitOfWork } from '../database/unit-of-work.js';
import { londonDate } from '../domain/time/london.js';
import { EmergenciesService } from '../emergencies/emergencies.service.js';
import type { Emergency } from '../emergencies/emergency.entity.js';
import type { CaseRecord } from '../records/record.entity.js';
import { RecordsService } from '../records/records.service.js';
import type { SignedIn } from '../web/visitor.js';
import { ownReferenceOf } from './own-case.service.js';

/** To whom: a role of the case, and the placement where the role is a provider's. */
export interface Addressee {
  addressedTo: string;
  placementId?: number;
}

/** What a young person does in their own case: by the same services as everybody else, under the same policy. */
@Injectable()
export class OwnVoice {
  constructor(
    private readonly records: RecordsService,
    private readonly emergencies: EmergenciesService,
    private readonly unitOfWork: UnitOfWork,
  ) {}

  /** Says something; an answer is owed from then on (KW5, EP5). Errors: NOT_FOUND, INVALID. */
  async saySomething(actor: SignedIn, { addressedTo, placementId }: Addressee, ownWords: string): Promise<CaseRecord> {
    return this.records.record(actor, ownReferenceOf(actor), 'view', { happenedOn: await this.today(), addressedTo, placementId, ownWords });
  }

  /** Asks whether a decision is good enough; an answer is owed from then on (P2). Errors: NOT_FOUND, INVALID. */
  async askIfGoodEnough(actor: SignedIn, { addressedTo, placementId }: Addressee, decision: string): Promise<CaseRecord> {
    return this.records.record(actor, ownReferenceOf(actor), 'good-enough-question', { happenedOn: await this.today(), askedBy: 'young person', addressedTo, placementId, decision });
  }

  /** Calls for help: a quiet emergency, which no provider sees, answered within 24 hours (KW8). Errors: NOT_FOUND, INVALID. */
  async callForHelp(actor: SignedIn, { whatHappened, howToReach }: { whatHappened: string; howToReach?: string }): Promise<Emergency> {
    return this.emergencies.raiseEmergency(actor, ownReferenceOf(actor), { whatHappened, howToReach, quiet: true });
  }

  private async today(): Promise<string> {
    return this.unitOfWork.run(async ({ now }) => londonDate(now));
  }
}
