import { Shows } from '../web/api/shows.js';

export class FeedAnswer {
  @Shows.id() id: number;
  @Shows.text({ of: 'where it is read' }) name: string;
  @Shows.instant() createdAt: Date;
  @Shows.instant() expiresAt: Date;
  @Shows.instant({ nullable: true, of: 'to the minute; null before its first reading' }) lastUsedAt: Date | null;
}

export class NewFeedAnswer extends FeedAnswer {
  @Shows.text({ of: 'what a calendar program subscribes to, shown only this once' }) address: string;
}

export class FeedListAnswer {
  @Shows.many(() => FeedAnswer) items: FeedAnswer[];
  @Shows.number() total: number;
  @Shows.text({ nullable: true }) after: null;
}

/** A feed as its owner reads it. */
export const shownFeed = ({ id, name, createdAt, expiresAt, lastUsedAt }: FeedAnswer): FeedAnswer => ({ id, name, createdAt, expiresAt, lastUsedAt });
