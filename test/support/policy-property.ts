import fc from 'fast-check';
import { can, PERMISSIONS, visibleTo, type Action, type ScopedAction } from '../../src/domain/permissions.js';
import { anActor, someParties, TODAY } from './arbitrary-parties.js';
import { isInScope } from './in-scope.js';
import { canReadAgain } from './policy-read-again.js';

/** The policy as two functions: what one thing allows, and the same as data. */
export interface Policy {
  can: typeof can;
  visibleTo: typeof visibleTo;
}

export const POLICY: Policy = { can, visibleTo };

const ACTIONS = Object.keys(PERMISSIONS) as Action[];
export const SCOPED: ScopedAction[] = ['case.read', 'case.read-private', 'case.read-limited', 'messages.read', 'escalation.read', 'own-case.read', 'own-trail.read'];

/** In every world, for every action: what the policy says is what its sentences say, with a placement and without, and as data. */
export const keepsToTheSentences = (policy: Policy) =>
  fc.property(anActor, someParties, fc.constantFrom(...ACTIONS), fc.option(fc.integer({ min: 1, max: 4 }), { nil: undefined }), (actor, of, one, placementId) => {
    for (const action of [one, ...SCOPED]) {
      if (policy.can(actor, action, of, TODAY, placementId) !== canReadAgain(actor, action, of, placementId)) return false;
    }
    return SCOPED.every((action) => isInScope(policy.visibleTo(actor, TODAY, action), of) === canReadAgain(actor, action, of));
  });
