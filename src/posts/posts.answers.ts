import { POSTS } from '../domain/agreement/roles.js';
import { Shows } from '../web/api/shows.js';

export class PostAnswer {
  @Shows.id() id: number;
  @Shows.id() personId: number;
  @Shows.text() name: string;
  @Shows.text() email: string;
  @Shows.text({ nullable: true }) phone: string | null;
  @Shows.choice(Object.keys(POSTS)) post: string;
  @Shows.text({ nullable: true, of: 'null for every team' }) team: string | null;
  @Shows.date() fromOn: string;
  @Shows.date({ nullable: true, of: 'the first day no longer in post' }) untilOn: string | null;
}

export class PostListAnswer {
  @Shows.many(() => PostAnswer) items: PostAnswer[];
  @Shows.number() total: number;
  @Shows.text({ nullable: true }) after: null;
}
