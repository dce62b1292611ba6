import { Shows } from '../web/api/shows.js';

export class ClauseCoverageAnswer {
  @Shows.text() clause: string;
  @Shows.text() title: string;
  @Shows.text({ of: 'how the system keeps it' }) how: string;
  @Shows.texts({ of: 'the clauses whose duties keep it, where it has none of its own' }) by: string[];
  @Shows.number() open: number;
  @Shows.number({ of: 'of the open ones, those past their due time' }) missed: number;
  @Shows.number() inTime: number;
  @Shows.number() late: number;
  @Shows.number() notOwed: number;
  @Shows.number() held: number;
}

export class CoverageAnswer {
  @Shows.many(() => ClauseCoverageAnswer) items: ClauseCoverageAnswer[];
  @Shows.number() total: number;
  @Shows.text({ nullable: true }) after: null;
}
