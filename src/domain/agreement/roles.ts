/**
 * The roles of the agreement (docs/glossary.md). A duty is owed by a role in a case, never by a user:
 * who holds the role is looked up when a message is sent.
 */
export const ROLES = {
  'key-worker': { name: 'key worker', of: 'case', manager: 'team-manager' },
  /** Whom statutory guidance names (EP11S): the key worker of that profession; nobody else who acts as best parent. */
  'social-worker': { name: 'social worker', of: 'case', manager: 'team-manager' },
  /** The Director, their manager, has no case before level 3: what they must do at once is first for those who have it. */
  'team-manager': { name: 'social care team manager', of: 'home authority', manager: 'director', standIn: 'key-contact' },
  'designated-person': { name: 'designated person', of: 'provider', manager: 'signatory' },
  signatory: { name: 'signatory', of: 'provider', manager: 'local-key-contact' },
  'key-contact': { name: 'Virtual School key contact', of: 'home authority', manager: 'virtual-head' },
  'virtual-head': { name: 'Virtual Head', of: 'home authority', manager: 'director' },
  'local-key-contact': { name: "key contact of the provider's authority", of: 'local authority', manager: 'local-virtual-head' },
  'local-virtual-head': { name: "Virtual Head of the provider's authority", of: 'local authority', manager: 'virtual-head' },
  /** Of an agreement, whose Virtual School may be another one than that of the provider's area (IM2, IM3, IM5). */
  'signing-key-contact': { name: 'key contact of the Virtual School that signed', of: 'signing authority', manager: 'signing-virtual-head' },
  'signing-virtual-head': { name: 'Virtual Head who signed', of: 'signing authority', manager: 'virtual-head' },
  'key-workers-there': { name: 'key worker with a placement there', of: 'placements there', manager: null },
  'key-contacts-there': { name: 'Virtual School key contact with a placement there', of: 'placements there', manager: null },
  /** Kept out of a restricted case, which the Virtual Head has. */
  director: { name: "Director of Children's Services", of: 'home authority', manager: null, standIn: 'virtual-head' },
  /** Told of emergencies at night, at weekends and on bank holidays (KW8), where the authority has named one. */
  'out-of-hours': { name: 'out-of-hours contact', of: 'home authority', manager: null },
} as const satisfies Record<string, { name: string; of: RoleScope; manager: string | null; standIn?: string }>;

/** Where a role is held: for one case, for its home authority, at the placement's provider, for the authority the provider is in, for the one whose Virtual School signed the agreement, or in any case with a placement at a provider now (EP2). */
export type RoleScope = 'case' | 'home authority' | 'provider' | 'local authority' | 'signing authority' | 'placements there';

export type Role = keyof typeof ROLES;

/**
 * Who stands in for a role that nobody holds, or whose holders are kept out of the case: the role's manager, then that one's, up to the Director
 * (docs/glossary.md); before the Director, and for one who may not know, those of the Virtual School who have the case.
 */
export function standIns(role: Role): Role[] {
  const chain: Role[] = [];
  for (let next = standInOf(role); next !== null && next !== role && !chain.includes(next); next = standInOf(next)) chain.push(next);
  return chain;
}

function standInOf(role: Role): Role | null {
  const { manager, standIn }: { manager: Role | null; standIn?: Role } = ROLES[role];
  return standIn ?? manager;
}

/** Who is told what is for a role, in turn: whoever holds it, or else the first of its stand-ins that somebody holds. */
export const inTurn = (role: Role): Role[] => [role, ...standIns(role)];

/** The posts a person can hold in an organisation. The local roles are the same posts, seen from a provider in the area. */
export const POSTS = {
  'team-manager': { name: 'social care team manager', at: 'authority' },
  'key-contact': { name: 'Virtual School key contact', at: 'authority' },
  'virtual-head': { name: 'Virtual Head', at: 'authority' },
  director: { name: "Director of Children's Services", at: 'authority' },
  administrator: { name: 'administrator', at: 'authority' },
  'data-protection-lead': { name: 'data protection lead', at: 'authority' },
  /** Mostly a team with one number, such as an emergency duty team; no part in a case. */
  'out-of-hours': { name: 'out-of-hours contact', at: 'authority' },
  'designated-person': { name: 'designated person', at: 'provider' },
  signatory: { name: 'signatory', at: 'provider' },
} as const;

export type Post = keyof typeof POSTS;
