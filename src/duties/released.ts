/**
 * What a duty of a case, and its queue item, say of a recorded reason why it is no longer owed: the words themselves are sealed and stand
 * in the release alone.
 */
export const RELEASED = 'a recorded reason';
