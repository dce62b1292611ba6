import { parseArgs } from 'node:util';
import type { Config } from '../config.js';
import { FirstAdministrators, type FirstAdministrator } from '../people/first-administrators.js';
import { AccessTokensService } from '../sign-in/access-tokens.service.js';
import { Credentials } from '../sign-in/passwords/credentials.service.js';
import { GIVEN_PASSWORD_HOURS } from '../domain/sign-in-changes.js';
import { SignInGrants } from '../sign-in/sign-in-grants.service.js';
import { IdentityLinks, LINK_DAYS } from '../single-sign-on/identity-links.service.js';
import { localSignIn } from '../single-sign-on/local-sign-in.js';
import { withServices, type CommandServices } from './command-services.js';
import type { CommandResult } from './command.js';
import { done, orRefused, refusedWith } from './refused.js';

/**
 * `lsa first-administrator a.idle@birmingham.example --authority E08000025 --name "Ann Idle"`: adds the person where needed, with the
 * post administrator, and prints a first sign-in as the last line of the output: a password, or a link where the organisation has a
 * sign-in of its own. Exit code 2: the question is unclear, or the organisation has an administrator.
 */
export async function firstAdministratorCommand(args: string[], config: Config): Promise<CommandResult> {
  const asked = readArgs(args);
  if (asked === null) return refusedWith(USAGE);
  return orRefused(() =>
    withServices(config, (services) =>
      services.unitOfWork.run(async () => {
        const personId = await new FirstAdministrators(services.unitOfWork, services.audit).name(asked);
        return done(...(await firstSignIn(services, personId, asked.email, config.publicUrl)));
      }),
    ),
  );
}

async function firstSignIn({ unitOfWork, audit, clock, changes }: CommandServices, personId: number, email: string, publicUrl: string): Promise<string[]> {
  const { federated } = await localSignIn(personId, clock.realNow());
  if (federated) {
    const secret = await new IdentityLinks(unitOfWork, clock, audit).make(personId, null);
    return [`${email} is administrator from today, and connects their account with this link, once, within ${LINK_DAYS} days. It is shown only this once:`, `${publicUrl}/sign-in/link/${secret}`];
  }
  const grants = new SignInGrants(unitOfWork, audit, new AccessTokensService(unitOfWork, clock), new Credentials(unitOfWork, clock), changes, clock);
  return [`${email} is administrator from today, signs in with this password within ${GIVEN_PASSWORD_HOURS} hours, and then chooses another. It is shown only this once:`, await grants.givePassword(email)];
}

const USAGE = 'Give one e-mail address, the organisation and the name, for example: first-administrator a.idle@birmingham.example --authority E08000025 --name "Ann Idle"';

function readArgs(args: string[]): FirstAdministrator | null {
  try {
    const { values, positionals } = parseArgs({ args, allowPositionals: true, options: { authority: { type: 'string' }, provider: { type: 'string' }, name: { type: 'string' } } });
    const [email, ...rest] = positionals;
    const { authority, provider, name = '' } = values;
    if (email === undefined || rest.length > 0 || !/^[^\s@]+@[^\s@]+\.[^\s@]+$/.test(email) || !/^[^\p{C}]{1,200}$/u.test(name.trim())) return null;
    if ((authority === undefined) === (provider === undefined)) return null;
    return { email, name: name.trim(), organisation: authority !== undefined ? { authority } : { ukprn: provider ?? '' } };
  } catch {
    return null;
  }
}
