import type { Post } from '../domain/agreement/roles.js';

/** The posts that an escalation queue is for (docs/security.md, Who sees what). */
export const WITH_A_QUEUE: readonly Post[] = ['team-manager', 'key-contact', 'virtual-head', 'director'];
