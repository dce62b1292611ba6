import { Shows } from '../web/api/shows.js';

export class InspectionAnswer {
  @Shows.id() id: number;
  @Shows.id() personId: number;
  @Shows.text() name: string;
  @Shows.text() email: string;
  @Shows.flag({ of: 'of no organisation here: invited with the inspection' }) isFromOutside: boolean;
  @Shows.texts({ nullable: true, of: 'null for all cases of the authority' }) references: string[] | null;
  @Shows.text() grantedByName: string;
  @Shows.instant() grantedAt: Date;
  @Shows.instant() untilAt: Date;
  @Shows.instant({ nullable: true, of: 'where it was ended before' }) endedAt: Date | null;
}

export class InspectionListAnswer {
  @Shows.many(() => InspectionAnswer) items: InspectionAnswer[];
  @Shows.number() total: number;
  @Shows.text({ nullable: true }) after: null;
}
