import { CASE_RECORD_KINDS } from '../domain/agreement/records.js';
import { Shows } from '../web/api/shows.js';

export class RecordAnswer {
  @Shows.id() id: number;
  @Shows.choice(Object.keys(CASE_RECORD_KINDS)) kind: string;
  @Shows.id({ nullable: true }) placementId: number | null;
  @Shows.id({ nullable: true, of: 'the record it answers' }) aboutId: number | null;
  @Shows.date() happenedOn: string;
  @Shows.fields({ of: 'choices, dates, numbers and ticks, by the names of the kind’s fields' }) details: object;
  @Shows.fields({ of: 'what was written freely' }) words: object;
  @Shows.id({ nullable: true }) recordedById: number | null;
  @Shows.text() recordedByName: string;
  @Shows.instant() recordedAt: Date;
  @Shows.id({ nullable: true, of: 'the provider of whoever recorded it' }) recordedAtProviderId: number | null;
  @Shows.flag({ of: 'whether it is for you to answer, where it asks somebody' }) isPutToReader: boolean;
  @Shows.texts({ of: 'of an attendance return: why it is a concern, each reason in words' }) concern: string[];
  @Shows.flag({ of: 'whether you may correct it or take it back' }) mayCorrect: boolean;
}

export class RecordListAnswer {
  @Shows.many(() => RecordAnswer, { of: 'the newest first' }) items: RecordAnswer[];
  @Shows.number() total: number;
  @Shows.text({ nullable: true, of: 'what to ask for as `after` for the next page' }) after: string | null;
}
