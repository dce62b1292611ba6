import { Shows } from '../web/api/shows.js';

export class ReviewAnswer {
  @Shows.id() id: number;
  @Shows.date() heldOn: string;
  @Shows.text({ of: 'null where it was held at the provider', nullable: true }) reasonElsewhere: string | null;
  @Shows.text({ of: 'who was there' }) present: string;
  @Shows.text() whatChanged: string;
  @Shows.text() youngPersonsView: string;
  @Shows.text() recordedByName: string;
}
