import { Injectable } from '@nestjs/common';
import type { Actor } from '../domain/permissions.js';
import { CaseViewService } from '../young-people/case-view.service.js';
import type { RecordView } from '../young-people/case-view.js';

@Injectable()
export class RecordListService {
  constructor(private readonly views: CaseViewService) {}

  /** The records of a case that this person reads, the newest first; with the limited view those between Virtual Schools (VS3), and challenges put to a signatory (IM4). Errors: NOT_FOUND. */
  async listRecords(actor: Actor, reference: string): Promise<RecordView[]> {
    const view = await this.views.readCase(actor, reference);
    return 'limited' in view ? [...view.supportRequests, ...view.challenges] : view.records;
  }
}
