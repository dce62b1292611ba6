import { hash, verify } from '@node-rs/argon2';
import { newSecret } from './secrets.js';

/** argon2id, which is the library's default, with 19 MiB, 2 passes, 1 lane (docs/security.md, Sign-in). */
const ARGON2ID = { memoryCost: 19 * 1024, timeCost: 2, parallelism: 1 };

/** One text however a keyboard composes it: é is one character or two. */
export const asTyped = (password: string): string => password.normalize('NFKC');

/** What `Credential.passwordHash` keeps of a password. */
export const hashPassword = (password: string): Promise<string> => hash(asTyped(password), ARGON2ID);

/**
 * Whether this is the person's password. Where there is none to compare with (nobody has this address, or they were
 * given no password), a comparison takes place all the same, so that the answer takes as long.
 */
export async function isPassword(password: string, passwordHash: string | null): Promise<boolean> {
  const matches = await verify(passwordHash ?? (await (nobodys ??= hashPassword(newSecret()))), asTyped(password));
  return matches && passwordHash !== null;
}

let nobodys: Promise<string> | undefined;
