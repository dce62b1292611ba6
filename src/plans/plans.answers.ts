import { Shows } from '../web/api/shows.js';
import { PLAN_PARTIES } from './plan-agreement.entity.js';

export class PlanAgreementAnswer {
  @Shows.choice(Object.keys(PLAN_PARTIES)) party: string;
  @Shows.instant() agreedAt: Date;
  @Shows.text({ of: 'who saw it, where the party agreed in a meeting', nullable: true }) witness: string | null;
  @Shows.text() recordedByName: string;
}

export class PlanAnswer {
  @Shows.id() id: number;
  @Shows.number({ of: 'the first plan of the placement is 1; writing again after all three agreed begins the next' }) number: number;
  @Shows.number({ of: 'grows with every change of the text' }) version: number;
  @Shows.text() keyContacts: string;
  @Shows.text() safeguardingIssues: string;
  @Shows.text({ of: "the young person's own words" }) youngPersonsWords: string;
  @Shows.text({ of: 'why it was not possible before the start', nullable: true }) reasonAfterStart: string | null;
  @Shows.text() writtenByName: string;
  @Shows.instant() writtenAt: Date;
  @Shows.many(() => PlanAgreementAnswer) agreements: PlanAgreementAnswer[];
}
