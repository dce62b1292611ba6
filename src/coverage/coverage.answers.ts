import { Shows } from '../web/api/shows.js';

export class ClauseCoverageAnswer {
  @Shows.text() clause: string;
  @Shows.text() title: string;
  @Shows.text({ of: 'how the system keeps it' }) how: string;
  @Shows.texts({ of: 'the clauses whose duties keep it, where it has none of its own: their counts together' }) by: string[];
  @Shows.number({ nullable: true, of: 'null, as every count, where no duty keeps the clause, or it is not yours to count' }) open: number | null;
  @Shows.number({ nullable: true, of: 'of the open ones, those past their due time' }) missed: number | null;
  @Shows.number({ nullable: true }) inTime: number | null;
  @Shows.number({ nullable: true }) late: number | null;
  @Shows.number({ nullable: true }) notOwed: number | null;
  @Shows.number({ nullable: true, of: 'of those no longer owed, the ones that had been missed by then' }) endedLate: number | null;
  @Shows.number({ nullable: true, of: 'ever put on hold, whatever became of them' }) held: number | null;
  @Shows.number({ nullable: true, of: 'of the open ones, those on hold now' }) heldNow: number | null;
  @Shows.number({ nullable: true, of: 'needs that no provision met (P5); null for the rest' }) recorded: number | null;
}

export class UnmetNeedsAnswer {
  @Shows.text() kind: string;
  @Shows.text({ of: 'what was lacking, in words' }) what: string;
  @Shows.number() count: number;
}

export class CoverageAnswer {
  @Shows.many(() => ClauseCoverageAnswer) items: ClauseCoverageAnswer[];
  @Shows.number() total: number;
  @Shows.text({ nullable: true }) after: null;
  @Shows.many(() => UnmetNeedsAnswer, { of: 'needs that no provision met, by what was lacking (P5)' }) unmetNeeds: UnmetNeedsAnswer[];
}
