import { Shows } from '../web/api/shows.js';
import { RoleHolderAnswer } from '../young-people/contact.answers.js';

export class EmergencyAnswer {
  @Shows.id() id: number;
  @Shows.id({ nullable: true }) placementId: number | null;
  @Shows.text() whatHappened: string;
  @Shows.instant() raisedAt: Date;
  @Shows.id() raisedById: number;
  @Shows.text() raisedByName: string;
  @Shows.id({ nullable: true, of: 'the provider of whoever raised it, where they are of one' }) raisedAtProviderId: number | null;
  @Shows.flag({ of: 'whether the young person must not be seen to have raised it: the provider does not see it, unless it raised it itself' }) quiet: boolean;
  @Shows.text({ nullable: true, of: 'how to reach the young person safely' }) howToReach: string | null;
  @Shows.instant({ nullable: true, of: 'when somebody took it in hand, before the answer' }) acknowledgedAt: Date | null;
  @Shows.text({ nullable: true }) acknowledgedByName: string | null;
  @Shows.instant({ nullable: true }) respondedAt: Date | null;
  @Shows.text({ nullable: true }) respondedByName: string | null;
  @Shows.text({ nullable: true, of: 'what was done' }) response: string | null;
  @Shows.flag({ of: 'whether you may correct it or take it back' }) mayCorrect: boolean;
  @Shows.flag({ of: 'whether you may correct who took it in hand: the fact `emergency-acknowledgement`' }) mayCorrectAcknowledgement: boolean;
  @Shows.flag({ of: 'whether you may correct the response: the fact `emergency-response`' }) mayCorrectResponse: boolean;
}

/** An emergency as whoever raised it in the limited view sees it: not what was done. */
export class RaisedEmergencyAnswer {
  @Shows.id() id: number;
  @Shows.id({ nullable: true }) placementId: number | null;
  @Shows.instant() raisedAt: Date;
  @Shows.id() raisedById: number;
  @Shows.instant({ nullable: true, of: 'when somebody took it in hand, before the answer' }) acknowledgedAt: Date | null;
  @Shows.text({ nullable: true }) acknowledgedByName: string | null;
  @Shows.instant({ nullable: true }) respondedAt: Date | null;
  @Shows.text({ nullable: true }) respondedByName: string | null;
}

export class RespondersAnswer {
  @Shows.many(() => RoleHolderAnswer, { of: 'the key worker, or whoever stands in, and the out-of-hours contact, with how to reach them; whoever is to be called now first' }) items: RoleHolderAnswer[];
  @Shows.flag({ of: 'whether it is night, a weekend or a bank holiday now' }) isOutOfHours: boolean;
  @Shows.number() total: number;
  @Shows.text({ nullable: true }) after: null;
}
