import { Shows } from '../web/api/shows.js';

export class MistakenCaseAnswer {
  @Shows.text() reference: string;
  @Shows.text() saidBy: string;
  @Shows.instant() saidAt: Date;
  @Shows.text({ nullable: true, of: 'the reference of the right case, where the young person was registered twice' }) rightCase: string | null;
  @Shows.flag({ of: 'whether you have opened it since you were told' }) opened: boolean;
}

export class MistakenCaseListAnswer {
  @Shows.many(() => MistakenCaseAnswer, { of: 'what you have not opened first' }) items: MistakenCaseAnswer[];
  @Shows.number() total: number;
  @Shows.text({ nullable: true }) after: null;
}
