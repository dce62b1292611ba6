import type { Post } from './agreement/roles.js';
import type { Actor, ActorPost } from './relations.js';

/** The policy for what belongs to an authority rather than to a case; `anyone` is anyone signed in. */
export const ORGANISATION_PERMISSIONS = {
  'providers.import': ['administrator', 'key-contact'],
  'young-people.import': ['administrator', 'key-contact'],
  'people.import': ['administrator', 'key-contact'],
  'placements.import': ['administrator', 'key-contact'],
  /** EP15: the returns of a provider's own learners, of whichever authority. */
  'returns.import': ['designated-person'],
  /** The queue items of an authority's own duties, of the providers in its area, and of the agreements that its Virtual School signed. */
  'organisation-escalation.work': ['key-contact', 'virtual-head'],
  'application-check.record': ['designated-person', 'signatory'],
  'promotion.record': ['key-contact', 'virtual-head'],
  'web-check.record': ['key-contact', 'virtual-head'],
  'publicised.record': ['signatory', 'designated-person', 'key-contact', 'virtual-head'],
  /** IM4: a challenge about no single young person, by the Virtual School that signed; answered by whoever was asked, or the designated person's manager. */
  'agreement-challenge.record': ['key-contact', 'virtual-head'],
  'agreement-challenge-answer.record': ['designated-person', 'signatory'],
  /** A hold asked for by the Virtual School that has the duty: an authority's own, that of the provider's area, or the one that signed. */
  'provider-hold.record': ['key-contact', 'virtual-head'],
  'agreement-hold.record': ['key-contact', 'virtual-head'],
  'authority-hold.record': ['key-contact', 'virtual-head'],
  /** Decided by somebody else there, in a post that does not owe the duty (`agreement/holds.ts`). */
  'provider-hold-decision.record': ['key-contact', 'virtual-head', 'director'],
  'agreement-hold-decision.record': ['key-contact', 'virtual-head', 'director'],
  'authority-hold-decision.record': ['key-contact', 'virtual-head', 'director'],
  /** Who is in which post: an authority's own, a provider's also through the Virtual School of its area. */
  'authority-posts.manage': ['administrator', 'virtual-head'],
  'designated-person.appoint': ['signatory', 'designated-person', 'key-contact', 'virtual-head'],
  'signatory.appoint': ['signatory', 'key-contact', 'virtual-head'],
  /** Who signs in: invited, put out, let in again; the same as who is in post. */
  'authority-people.manage': ['administrator', 'virtual-head'],
  'provider-people.manage': ['signatory', 'designated-person', 'key-contact', 'virtual-head'],
  /** Of a colleague in no post, of the own team; of whoever holds one it is for whoever may fill it (`absence.ts`). */
  'absence.record': ['team-manager', 'signatory'],
  /** Who of its contacts cannot be reached: key workers, too, by name and no case. */
  'unreached-contact.read': ['team-manager', 'key-contact', 'virtual-head', 'signatory', 'designated-person'],
  'handover.read': ['team-manager', 'key-contact', 'virtual-head', 'signatory', 'designated-person'],
  /** A file of many cases that somebody else asked for: the second of the two people that it takes. */
  'cases-export.approve': ['key-contact', 'virtual-head', 'administrator', 'designated-person', 'signatory'],
  /** What the law asks of an authority about its care leavers: who is in it and what is missing; the file takes a second of them. */
  'statutory-return.take': ['key-contact', 'virtual-head'],
  /** Who holds which post of a provider, for an administrator of its own. */
  'provider-posts.manage': ['administrator'],
  /** How an organisation's people sign in: with which account of its own, by which link. */
  'sign-ins.manage': ['administrator'],
  /** Who looked at which case of the authority, and why; nothing of what is in one. */
  'looks.read': ['data-protection-lead'],
  /** Everything that is held about one young person, for whoever asked for theirs: a reason beforehand, a disclosure afterwards. */
  'own-file.give': ['data-protection-lead', 'virtual-head'],
  /** A case that somebody else of the authority said was registered by mistake: whoever was told looks at it. */
  'mistaken-case.look': ['team-manager', 'key-contact', 'virtual-head'],
  /** Records whose time is over, and those held longer: one asks to erase, another decides. A provider says how long it sees what is the home authority's. */
  'retention.manage': ['data-protection-lead', 'virtual-head'],
  'provider-retention.set': ['signatory', 'designated-person'],
  'settings.read': ['administrator', 'virtual-head', 'key-contact'],
  'settings.change': ['administrator', 'virtual-head'],
  /** England's, for every authority of the installation: whoever adds one moves dates everywhere. */
  'bank-holidays.change': ['administrator'],
  /** Making the agreement: the Virtual School that signs, and the provider (IM1 to IM5). */
  'agreement.read': ['key-contact', 'virtual-head', 'signatory', 'designated-person'],
  'agreement.draft': ['key-contact', 'virtual-head'],
  'agreement.support': ['virtual-head'],
  'agreement.consult': ['key-contact', 'virtual-head'],
  'agreement.meet': ['key-contact', 'virtual-head'],
  'agreement.fill': ['key-contact', 'virtual-head', 'signatory', 'designated-person'],
  'agreement.sign': ['virtual-head', 'signatory'],
  'agreement.record-signature': ['key-contact', 'virtual-head', 'signatory'],
  'agreement.activate': ['virtual-head'],
  'agreement.discard': ['key-contact', 'virtual-head'],
  'agreement.end': ['key-contact', 'virtual-head'],
  /** What was recorded wrongly of one in force: whoever records it, of the form each side its own lines. */
  'agreement.correct': ['key-contact', 'virtual-head', 'signatory', 'designated-person'],
  'agreement.review': ['key-contact', 'virtual-head'],
  /** The provider's own half of it (IM5). */
  'agreement.review-for-provider': ['signatory', 'designated-person'],
  /** Both sides' word for its decision (IM5): those who sign the agreement, or their signature on paper. */
  'agreement.sign-review': ['virtual-head', 'signatory'],
  'agreement.record-review-signature': ['key-contact', 'virtual-head', 'signatory'],
  /** Cases opened in an emergency: never judged by whoever used it. */
  'emergency-access.read': ['data-protection-lead', 'virtual-head'],
  'emergency-access.judge': ['data-protection-lead', 'virtual-head'],
  /** Inspectors: who they are, what they may read, and until when. */
  'inspection.read': ['virtual-head', 'data-protection-lead'],
  'inspection.grant': ['virtual-head'],
  /** Somebody from outside: the second of the two people that it takes. */
  'inspection.approve': ['virtual-head', 'data-protection-lead'],
  'inspection.end': ['virtual-head'],
  /** Only a training installation has a mailbox page and a clock to move. */
  'mailbox.read': 'anyone',
  'training-clock.move': 'anyone',
} as const satisfies Record<string, readonly Post[] | 'anyone'>;

export type OrganisationAction = keyof typeof ORGANISATION_PERMISSIONS;

/** What nobody does in the place of somebody for whom they cover (docs/decisions/0026-own-posts-and-second-people.md). */
export const NOT_BY_COVER_IN_ORGANISATION: readonly OrganisationAction[] = ['own-file.give', 'emergency-access.judge', 'inspection.grant', 'inspection.approve', 'retention.manage'];

/**
 * Whether someone may do this for an authority, or for a provider in its area: by a post held at either. Both are null only
 * where the action belongs to neither.
 */
export function canInOrganisation(actor: Pick<Actor, 'posts'>, action: OrganisationAction, authorityCode: string | null, providerId: number | null = null): boolean {
  const allowed: readonly Post[] | 'anyone' = ORGANISATION_PERMISSIONS[action];
  if (allowed === 'anyone') return true;
  const isThere = (held: ActorPost): boolean => (held.providerId === null ? held.authorityCode !== null && held.authorityCode === authorityCode : held.providerId === providerId);
  const counts = ({ covered }: ActorPost): boolean => !covered || !NOT_BY_COVER_IN_ORGANISATION.includes(action);
  return actor.posts.some((held) => allowed.includes(held.post) && counts(held) && isThere(held));
}
