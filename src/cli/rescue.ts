import type { Config } from '../config.js';
import { formatLondon } from '../domain/time/london.js';
import { Rescues } from '../single-sign-on/rescues.js';
import { withServices } from './command-services.js';
import type { CommandResult } from './command.js';
import { done, orRefused, refusedWith } from './refused.js';

/**
 * `lsa rescue r.ashby@birmingham.example`: a password for one hour, the last line of the output, for somebody whose organisation's
 * own sign-in is out of order. Exit code 2: nobody active has this address, or they have a password of their own.
 */
export async function rescueCommand(args: string[], config: Config): Promise<CommandResult> {
  const [email, ...rest] = args;
  if (email === undefined || email.startsWith('-') || rest.length > 0) return refusedWith('Give one e-mail address, for example: rescue r.ashby@birmingham.example');
  return orRefused(() =>
    withServices(config, async ({ unitOfWork, audit, clock, changes }) => {
      const { password, expiresAt } = await new Rescues(unitOfWork, audit, clock, changes).give(email);
      return done(`${email} signs in with this password until ${formatLondon(expiresAt).slice(11, 16)} in London. It is on record, and shown only this once:`, password);
    }),
  );
}
