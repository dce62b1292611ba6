import { Shows } from '../web/api/shows.js';
import { APPROVAL_ACTS } from './approval.entity.js';

export class ApprovalAnswer {
  @Shows.id() id: number;
  @Shows.choice(Object.keys(APPROVAL_ACTS)) act: string;
  @Shows.text({ of: 'what is to be done' }) words: string;
  @Shows.choice(['waiting', 'approved', 'refused', 'over'], { of: 'over: not decided within three days, or a file that was fetched' }) state: string;
  @Shows.text() askedBy: string;
  @Shows.instant() askedAt: Date;
  @Shows.instant() expiresAt: Date;
  @Shows.text({ nullable: true }) decidedBy: string | null;
  @Shows.instant({ nullable: true }) decidedAt: Date | null;
  @Shows.flag({ of: 'whether you can decide it now' }) mayDecide: boolean;
  @Shows.flag({ of: 'whether you can fetch the file now' }) mayFetch: boolean;
  @Shows.text({ nullable: true, of: 'the name of the file, where it is about one' }) file: string | null;
}

export class ApprovalListAnswer {
  @Shows.many(() => ApprovalAnswer) items: ApprovalAnswer[];
  @Shows.number() total: number;
  @Shows.text({ nullable: true }) after: null;
}
