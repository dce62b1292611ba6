/**
 * Does a piece of work at the door: with the rights of the database role that alone reads passwords, second factors,
 * invitations and sign-ins under way. Every statement about these tables is inside of one.
 */
export const atTheDoor = <T>(work: () => Promise<T>): Promise<T> => work();
