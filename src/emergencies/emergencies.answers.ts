import { Shows } from '../web/api/shows.js';

export class EmergencyAnswer {
  @Shows.id() id: number;
  @Shows.id({ nullable: true }) placementId: number | null;
  @Shows.text() whatHappened: string;
  @Shows.instant() raisedAt: Date;
  @Shows.text() raisedByName: string;
  @Shows.instant({ nullable: true }) respondedAt: Date | null;
  @Shows.text({ nullable: true }) respondedByName: string | null;
  @Shows.text({ nullable: true, of: 'what was done' }) response: string | null;
}
