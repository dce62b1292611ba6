import type { Post } from './agreement/roles.js';
import { mayAppoint, type PostPlace } from './appointing.js';
import { canInOrganisation } from './organisation-permissions.js';
import type { Actor } from './relations.js';
import { isSameTeam } from './teams.js';
import { describeDate, type LocalDate } from './time/local-date.js';
import { describeInstant } from './time/london.js';

/** What somebody's cover would take on: their posts within those days, and the teams of the young people whose key worker they are. */
export interface PartAway extends PostPlace {
  posts: readonly (PostPlace & { post: Post })[];
  teams: readonly (string | null)[];
}

/**
 * Whether somebody may say that a colleague is away and who covers: cover gives what a post gives, so it is for whoever may fill each
 * post of theirs, by posts that they hold themselves (`own`); of a colleague in no post for the manager of their team.
 */
export function mayRecordAbsenceOf(actor: Pick<Actor, 'posts'>, own: Pick<Actor, 'posts'>, { authorityCode, providerId, posts, teams }: PartAway): boolean {
  if (posts.length > 0) return posts.every((held) => mayAppoint(own, held.post, held));
  return actor.posts.some((held) => canInOrganisation({ posts: [held] }, 'absence.record', authorityCode, providerId) && (held.team === null || teams.every((team) => isSameTeam(team, held.team))));
}

/** An absence that somebody else recorded, as whoever is said to be away is told of it. */
export interface ToldAbsence {
  recordedByName: string;
  coverName: string;
  fromOn: LocalDate;
  untilOn: LocalDate;
  at: Date;
}

/** The mail about it: who said so, who covers, and how to take it back. No link: whoever gets one with a link knows that it is not ours. */
export function absenceMail({ recordedByName, coverName, fromOn, untilOn, at }: ToldAbsence, training: boolean): { subject: string; paragraphs: string[] } {
  return {
    subject: 'Learner Support: somebody said that you are away',
    paragraphs: [
      `${recordedByName} has recorded that you are away from ${describeDate(fromOn)} to ${describeDate(untilOn)}, at ${describeInstant(at)}.`,
      `${coverName} covers for you on those days: they see what you see, get your messages, and do most of what you do.`,
      'If that is right, there is nothing to do.',
      'If it is not, end it on the page “Absences”: cover stops at once. Tell the administrator of your organisation, too, where you do not know why it was recorded.',
      'This mail has no link in it. Go to Learner Support as you always do.',
      ...(training ? ['This comes from a training installation: nothing in it is real.'] : []),
    ],
  };
}
