import { Shows } from '../web/api/shows.js';

export class AbsenceAnswer {
  @Shows.id() id: number;
  @Shows.id() personId: number;
  @Shows.text() name: string;
  @Shows.id() coverPersonId: number;
  @Shows.text() coverName: string;
  @Shows.text({ nullable: true, of: 'who does their part in the end: the cover, or whoever covers for that one; null where nobody does' }) actingName: string | null;
  @Shows.date() fromOn: string;
  @Shows.date({ of: 'the last day' }) untilOn: string;
}

export class AbsenceListAnswer {
  @Shows.many(() => AbsenceAnswer) items: AbsenceAnswer[];
  @Shows.number() total: number;
  @Shows.text({ nullable: true }) after: null;
}
