import { SECTION_NAMES } from '../domain/agreement/plan-sections.js';
import { Shows } from '../web/api/shows.js';
import { PLAN_PARTIES } from './plan-agreement.entity.js';

export class PlanSectionAnswer {
  @Shows.choice(SECTION_NAMES) section: string;
  @Shows.text() text: string;
  @Shows.number({ of: 'grows with every change of the section; its ETag' }) version: number;
  @Shows.text() writtenByName: string;
  @Shows.instant() writtenAt: Date;
}

export class PlanAgreementAnswer {
  @Shows.id() id: number;
  @Shows.choice(Object.keys(PLAN_PARTIES)) party: string;
  @Shows.instant() agreedAt: Date;
  @Shows.text({ of: 'who saw it, where the party agreed in a meeting', nullable: true }) witness: string | null;
  @Shows.text() recordedByName: string;
  @Shows.flag({ of: 'whether you may correct it or take it back' }) mayCorrect: boolean;
}

export class WithdrawnAgreementAnswer {
  @Shows.choice(Object.keys(PLAN_PARTIES)) party: string;
  @Shows.instant() agreedAt: Date;
  @Shows.instant() takenBackAt: Date;
}

export class PlanAnswer {
  @Shows.id() id: number;
  @Shows.number({ of: 'the first plan of the placement is 1; writing again after all three agreed begins the next' }) number: number;
  @Shows.number({ of: 'grows with every change of a section' }) version: number;
  @Shows.many(() => PlanSectionAnswer, { of: 'those that are written' }) sections: PlanSectionAnswer[];
  @Shows.text({ of: 'why it was not possible before the start', nullable: true }) reasonAfterStart: string | null;
  @Shows.text({ of: 'who wrote in it last' }) writtenByName: string;
  @Shows.instant() writtenAt: Date;
  @Shows.flag({ of: 'whether you may correct the reason why it was not finished before the start' }) mayCorrect: boolean;
  @Shows.many(() => PlanAgreementAnswer) agreements: PlanAgreementAnswer[];
  @Shows.many(() => WithdrawnAgreementAnswer, { of: 'given, and taken back: by mistake, or because the plan was written in after them' }) withdrawn: WithdrawnAgreementAnswer[];
}
