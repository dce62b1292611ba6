import { AsyncLocalStorage } from 'node:async_hooks';

/**
 * As whom a transaction works: the system itself, or whoever has this secret of a session or an access token; null is a stranger. `lookAgain` reads
 * anew what they may do, into the actor that their work has in hand.
 */
export type Identity = 'system' | { secret: string | null; lookAgain?: () => Promise<void> };

export const STRANGER: Identity = { secret: null };

const current = new AsyncLocalStorage<Identity>();

/** As whom this code works; undefined where nobody has said. */
export const currentIdentity = (): Identity | undefined => current.getStore();

/** Does work as somebody: the transactions it begins see what they may see. */
export const actingAs = <T>(identity: Identity, work: () => T): T => current.run(identity, work);

/** Does work as the system itself: jobs, the command line, the walk of the training clock. */
export const asSystem = <T>(work: () => T): T => current.run('system', work);
