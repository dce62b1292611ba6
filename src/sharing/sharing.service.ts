import { Injectable } from '@nestjs/common';
import { UnitOfWork } from '../database/unit-of-work.js';
import { RECIPIENTS, SHARED_ITEMS, type Decision, type Recipient, type SharedItem } from '../domain/agreement/records/sharing.js';
import { sharingAnswers } from '../domain/agreement/sharing.js';
import type { Actor } from '../domain/permissions.js';
import { londonDate } from '../domain/time/london.js';
import { RecordsService } from '../records/records.service.js';
import { CaseViewService } from '../young-people/case-view.service.js';
import type { CaseView } from '../young-people/case-view.js';
import { found } from '../young-people/found.js';
import { disclosuresOf } from './disclosures.js';
import type { ToldWishesDto } from './sharing.dto.js';
import { sharingColumns, sharingHistory, type SharingColumn, type SharingView } from './sharing-view.js';

/** What a young person wants of each item; those that are left out stay as they are. */
export type Wishes = Partial<Record<SharedItem, 'yes' | 'no'>>;

/** Who says so, and how they said it. */
export interface ToldHow {
  how: string;
  whatFor: string;
}

/** Consent and sharing: what is wished, on which basis, and what was shared (KW1, P7). */
@Injectable()
export class SharingService {
  constructor(
    private readonly views: CaseViewService,
    private readonly records: RecordsService,
    private readonly unitOfWork: UnitOfWork,
  ) {}

  /** The matrix, its history and every disclosure, as far as somebody reads the case; a provider reads of its own placement. Errors: NOT_FOUND, NOT_ALLOWED. */
  async readSharing(actor: Actor, reference: string): Promise<{ view: CaseView; sharing: SharingView }> {
    return this.unitOfWork.run(async () => {
      const view = await this.views.readCaseTo(actor, reference, 'case.read');
      return { view, sharing: await this.sharingOf(view, (placement) => placement.allowed.includes('case.read'), view.allowed.includes('fact.correct-any')) };
    });
  }

  /** The same of a case that was read already. `allDisclosures`: with exports and mails, which are the home authority's and the young person's to read. */
  async sharingOf(view: CaseView, isSeen: Parameters<typeof sharingColumns>[1], allDisclosures: boolean): Promise<SharingView> {
    return this.unitOfWork.run(async () => {
      const disclosures = await disclosuresOf(view);
      return { columns: sharingColumns(view, isSeen), history: sharingHistory(view), disclosures: allDisclosures ? disclosures : disclosures.filter(({ means }) => means === 'recorded' || means === 'without consent') };
    });
  }

  /** One recipient of the matrix, for whoever records wishes; undefined where there is none such. Errors: NOT_FOUND, NOT_ALLOWED. */
  async readColumn(actor: Actor, reference: string, placementId: number, recipient: Recipient): Promise<{ view: CaseView; column: SharingColumn | undefined }> {
    const view = await this.views.readCaseTo(actor, reference, 'consent-decision.record', placementId);
    return { view, column: sharingColumns(view, ({ id }) => id === placementId).find((one) => one.recipient === recipient) };
  }

  /** What the young person told somebody. Answers how many decisions changed. Errors: NOT_FOUND, NOT_ALLOWED. */
  async recordToldWishes(actor: Actor, reference: string, { placementId, recipient, how, whatFor = '', ...wishes }: ToldWishesDto): Promise<number> {
    return this.unitOfWork.run(async () => {
      const { view } = await this.readColumn(actor, reference, placementId, recipient);
      return this.recordWishes(actor, view, placementId, recipient, wishes, { how, whatFor });
    });
  }

  /**
   * Records what the young person wants about one recipient: a decision for each item that differs from what is recorded; a no
   * after a yes withdraws it. Answers how many. Errors: NOT_FOUND, NOT_ALLOWED.
   */
  async recordWishes(actor: Actor, view: CaseView, placementId: number, recipient: Recipient, wishes: Wishes, told: ToldHow): Promise<number> {
    found(view.placements, placementId, 'placement');
    return this.unitOfWork.run(async ({ now }) => {
      const changed = sharingAnswers(view.records, placementId, recipient).flatMap(({ item, wish }) => {
        const decision = decisionFor(wishes[item], wish?.decision);
        return decision === null ? [] : [{ item, decision }];
      });
      for (const { item, decision } of changed) {
        await this.records.record(actor, view.reference, 'consent-decision', {
          happenedOn: londonDate(now), placementId, decision, item, recipient, how: told.how, whatFor: told.whatFor || `${SHARED_ITEMS[item]}, with ${RECIPIENTS[recipient]}`,
        });
      }
      return changed.length;
    });
  }
}

function decisionFor(wanted: 'yes' | 'no' | undefined, before: Decision | undefined): Decision | null {
  if (wanted === undefined || (wanted === 'yes') === (before === 'given')) return wanted === 'no' && before === undefined ? 'refused' : null;
  if (wanted === 'yes') return 'given';
  return before === 'given' ? 'withdrawn' : 'refused';
}
