import { Shows } from '../web/api/shows.js';

/** Somebody with a part in a case, and how to reach them. */
export class ContactAnswer {
  @Shows.id() personId: number;
  @Shows.text() name: string;
  @Shows.text() email: string;
  @Shows.text({ nullable: true }) phone: string | null;
}

export class AuthorityAnswer {
  @Shows.text({ of: 'the code of the Office for National Statistics' }) code: string;
  @Shows.text() name: string;
}

/** Who holds a role now, or stands in for it. */
export class RoleHolderAnswer extends ContactAnswer {
  @Shows.text({ of: 'the role they hold' }) role: string;
  @Shows.text({ nullable: true, of: 'the role that nobody holds, where they stand in for one' }) standingInFor: string | null;
}
