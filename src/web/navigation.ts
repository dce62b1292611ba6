import { canInOrganisation, type OrganisationAction } from '../domain/permissions.js';
import type { SignedIn } from './visitor.js';

/** The main navigation: where it leads, and who sees it. A case's own pages are reached from the case. */
const ITEMS: { text: string; href: string; needs?: OrganisationAction; posts?: string[]; training?: true }[] = [
  { text: 'Home', href: '/' },
  { text: 'Cases', href: '/cases' },
  { text: 'Queue', href: '/escalations', posts: ['team-manager', 'key-contact', 'virtual-head', 'director'] },
  { text: 'Clauses', href: '/coverage', posts: ['team-manager', 'key-contact', 'virtual-head', 'director', 'designated-person', 'signatory'] },
  { text: 'Figures', href: '/figures', posts: ['team-manager', 'key-contact', 'virtual-head', 'director', 'designated-person', 'signatory'] },
  { text: 'Agreements', href: '/agreements', posts: ['key-contact', 'virtual-head', 'designated-person', 'signatory'] },
  { text: 'Virtual School', href: '/virtual-school', posts: ['key-contact', 'virtual-head'] },
  { text: 'Statutory returns', href: '/statutory-returns', needs: 'statutory-return.take' },
  { text: 'Emergency access', href: '/emergency-access', needs: 'emergency-access.read' },
  { text: 'Inspections', href: '/inspections', needs: 'inspection.read' },
  { text: 'Import', href: '/imports', needs: 'young-people.import' },
  { text: 'Returns', href: '/returns', posts: ['key-contact', 'virtual-head', 'designated-person'] },
  { text: 'People', href: '/accounts', posts: ['administrator', 'virtual-head', 'signatory', 'designated-person'] },
  { text: 'Who looked', href: '/who-looked', needs: 'looks.read' },
  { text: 'Own files', href: '/own-files', needs: 'own-file.give' },
  { text: 'Approvals', href: '/approvals', posts: ['team-manager', 'key-contact', 'virtual-head', 'administrator', 'designated-person', 'signatory', 'data-protection-lead'] },
  { text: 'Retention', href: '/retention', needs: 'retention.manage' },
  { text: 'Sign-ins', href: '/administration/sign-ins', posts: ['administrator'] },
  { text: 'Settings', href: '/settings', needs: 'settings.read' },
  { text: 'Mailbox', href: '/training/mailbox', training: true },
  { text: 'Training clock', href: '/training/clock', training: true },
];

export interface NavigationItem {
  text: string;
  href: string;
  active: boolean;
}

/** What this person may use, with the item that the path belongs to marked. */
export function navigationFor(person: SignedIn, path: string, isTraining: boolean): NavigationItem[] {
  return ITEMS.filter(
    ({ needs, posts, training }) =>
      (!training || isTraining) &&
      (!needs || canInOrganisation(person, needs, person.authorityCode)) &&
      (!posts || person.posts.some(({ post }) => posts.includes(post))),
  ).map(({ text, href }) => ({ text, href, active: href === '/' ? path === '/' : path === href || path.startsWith(`${href}/`) }));
}
