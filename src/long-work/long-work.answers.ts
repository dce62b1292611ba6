import { LONG_WORK_FAILURES, LONG_WORK_KINDS, LONG_WORK_STATES } from '../domain/long-work.js';
import { Shows } from '../web/api/shows.js';

export class LongWorkFailureAnswer {
  @Shows.choice(Object.keys(LONG_WORK_FAILURES)) code: string;
  @Shows.text({ of: 'what to do' }) sentence: string;
}

export class LongWorkAnswer {
  @Shows.id() id: number;
  @Shows.choice(Object.keys(LONG_WORK_KINDS)) kind: string;
  @Shows.text({ of: 'what it is about: import-17, authority-E08000025' }) subject: string;
  @Shows.choice(LONG_WORK_STATES) state: string;
  @Shows.flag({ of: 'it was cancelled and ends at its next step; nothing of it is kept' }) isCancelling: boolean;
  @Shows.number({ of: 'how much of `total`; written about once a second' }) done: number;
  @Shows.number({ nullable: true, of: 'null until that is known' }) total: number | null;
  @Shows.number({ nullable: true, of: '100 for what is done alone' }) percent: number | null;
  @Shows.instant() begunAt: Date;
  @Shows.instant({ nullable: true }) endedAt: Date | null;
  @Shows.one(() => LongWorkFailureAnswer, { nullable: true, of: 'why it failed: nothing was changed then' }) failure: LongWorkFailureAnswer | null;
  @Shows.fields({ of: 'what came of it, in numbers' }) figures: Record<string, number>;
  @Shows.text({ of: 'where what it is about is read' }) result: string;
}

export class LongWorkListAnswer {
  @Shows.many(() => LongWorkAnswer, { of: 'the latest first' }) items: LongWorkAnswer[];
  @Shows.number() total: number;
  @Shows.text({ nullable: true, of: 'what to ask for as `after` for the next page' }) after: string | null;
}

export class OthersWorkAnswer {
  @Shows.choice(Object.keys(LONG_WORK_KINDS)) kind: string;
  @Shows.number({ of: 'how many are under way' }) count: number;
  @Shows.instant({ of: 'when the first of them was begun' }) firstBegunAt: Date;
}

export class OthersWorkListAnswer {
  @Shows.many(() => OthersWorkAnswer, { of: 'none but for an administrator' }) items: OthersWorkAnswer[];
  @Shows.number() total: number;
  @Shows.text({ nullable: true, of: 'always null: there is no second page' }) after: string | null;
}
