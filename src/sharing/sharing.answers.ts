import { DECISIONS, LAWFUL_BASES, RECIPIENTS, SHARED_ITEMS } from '../domain/agreement/records/sharing.js';
import { RecordAnswer } from '../records/records.answers.js';
import { Shows } from '../web/api/shows.js';

export class WishAnswer {
  @Shows.choice(Object.keys(DECISIONS)) decision: string;
  @Shows.date() on: string;
  @Shows.id({ of: 'the record' }) recordId: number;
  @Shows.flag({ of: 'on their own page' }) byThemselves: boolean;
}

export class SharingBasisAnswer {
  @Shows.choice(Object.keys(LAWFUL_BASES)) lawfulBasis: string;
  @Shows.date() on: string;
  @Shows.id({ of: 'the record' }) recordId: number;
}

export class SharingAnswerAnswer {
  @Shows.choice(Object.keys(SHARED_ITEMS)) item: string;
  @Shows.choice(Object.keys(RECIPIENTS)) recipient: string;
  @Shows.one(() => WishAnswer, { nullable: true, of: 'what the young person wants; null where they were not asked' }) wish: WishAnswer | null;
  @Shows.one(() => SharingBasisAnswer, { nullable: true, of: 'null where it rests on consent and nothing else was recorded' }) basis: SharingBasisAnswer | null;
  @Shows.one(() => SharingBasisAnswer, { nullable: true, of: 'the last time it was shared without consent' }) override: SharingBasisAnswer | null;
  @Shows.choice(['yes', 'yes, whatever they wish', 'no', 'not asked']) answer: string;
}

export class SharingColumnAnswer {
  @Shows.id() placementId: number;
  @Shows.choice(Object.keys(RECIPIENTS)) recipient: string;
  @Shows.text() name: string;
  @Shows.text() providerName: string;
  @Shows.text({ of: 'the authority of the area that the provider is in' }) areaName: string;
  @Shows.many(() => SharingAnswerAnswer) answers: SharingAnswerAnswer[];
}

export class DisclosureAnswer {
  @Shows.instant({ nullable: true, of: 'null where only the day was recorded' }) at: Date | null;
  @Shows.date() on: string;
  @Shows.choice(['recorded', 'without consent', 'export', 'own-file', 'mail']) means: string;
  @Shows.text() toWhom: string;
  @Shows.text() what: string;
  @Shows.text() why: string;
  @Shows.text() basis: string;
  @Shows.text({ nullable: true }) byName: string | null;
}

export class SharingViewAnswer {
  @Shows.many(() => SharingColumnAnswer, { of: 'each recipient with every item' }) columns: SharingColumnAnswer[];
  @Shows.many(() => RecordAnswer, { of: 'every wish, basis and override, the newest first' }) history: RecordAnswer[];
  @Shows.many(() => DisclosureAnswer, { of: 'the newest first' }) disclosures: DisclosureAnswer[];
}
