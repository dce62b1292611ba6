import { Shows } from '../web/api/shows.js';
import { EMERGENCY_REASONS, VERDICTS } from './emergency-access.entity.js';

export class OpenedAnswer {
  @Shows.id() id: number;
  @Shows.text() reference: string;
  @Shows.instant() openedAt: Date;
  @Shows.instant({ of: 'the case can be read until then' }) untilAt: Date;
}

export class EventCountAnswer {
  @Shows.text({ of: '`case.read`' }) event: string;
  @Shows.number() times: number;
}

export class EmergencyAccessAnswer {
  @Shows.id() id: number;
  @Shows.text() reference: string;
  @Shows.id() personId: number;
  @Shows.text() name: string;
  @Shows.text({ nullable: true }) organisation: string | null;
  @Shows.choice(Object.keys(EMERGENCY_REASONS)) reason: string;
  @Shows.text() words: string;
  @Shows.instant() openedAt: Date;
  @Shows.instant() untilAt: Date;
  @Shows.many(() => EventCountAnswer, { of: 'what was done in the case meanwhile' }) events: EventCountAnswer[];
  @Shows.date({ of: 'the last day for a verdict; after it the Virtual Head is told' }) judgeBy: string;
  @Shows.choice(Object.keys(VERDICTS), { nullable: true }) verdict: string | null;
  @Shows.text({ nullable: true }) verdictWords: string | null;
  @Shows.text({ nullable: true }) judgedByName: string | null;
  @Shows.instant({ nullable: true }) judgedAt: Date | null;
  @Shows.flag({ of: 'nobody judges what they did themselves' }) mayJudge: boolean;
}

export class EmergencyAccessListAnswer {
  @Shows.many(() => EmergencyAccessAnswer) items: EmergencyAccessAnswer[];
  @Shows.number() total: number;
  @Shows.text({ nullable: true }) after: null;
}
