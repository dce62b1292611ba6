import { Shows } from '../web/api/shows.js';

export class HoldAnswer {
  @Shows.id() id: number;
  @Shows.text() reason: string;
  @Shows.date() fromOn: string;
  @Shows.date({ nullable: true, of: 'the last day; null until somebody lifts it' }) untilOn: string | null;
  @Shows.text() approvedByName: string;
  @Shows.date({ nullable: true }) liftedOn: string | null;
}

export class RetainedCaseAnswer {
  @Shows.text() reference: string;
  @Shows.date({ of: 'kept to this birthday' }) keptUntilOn: string;
  @Shows.texts({ of: 'what stands against erasing it: NOT_DUE, ON_HOLD' }) against: string[];
  @Shows.many(() => HoldAnswer) holds: HoldAnswer[];
}

export class RetentionChangeAnswer {
  @Shows.number() value: number;
  @Shows.date() effectiveOn: string;
}

export class ScheduleAnswer {
  @Shows.id({ nullable: true, of: 'null for the authority itself' }) providerId: number | null;
  @Shows.text() name: string;
  @Shows.number() value: number;
  @Shows.choice(['years', 'days']) unit: string;
  @Shows.many(() => RetentionChangeAnswer, { of: 'all that was set' }) changes: RetentionChangeAnswer[];
}

export class RetentionAnswer {
  @Shows.many(() => ScheduleAnswer) schedules: ScheduleAnswer[];
  @Shows.many(() => RetainedCaseAnswer, { of: 'records that are due or held' }) items: RetainedCaseAnswer[];
  @Shows.number() total: number;
  @Shows.text({ nullable: true }) after: null;
}

export class ErasedAnswer {
  @Shows.text() table: string;
  @Shows.text() title: string;
  @Shows.choice(['removed', 'blanked', 'kept']) whenErased: string;
  @Shows.number() rows: number;
}

export class ErasurePreviewAnswer extends RetainedCaseAnswer {
  @Shows.many(() => ErasedAnswer, { of: 'what erasing it would do, table by table' }) would: ErasedAnswer[];
}
