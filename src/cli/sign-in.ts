import { parseArgs } from 'node:util';
import type { Config } from '../config.js';
import { Refusal } from '../errors.js';
import { AccessTokensService } from '../sign-in/access-tokens.service.js';
import { Credentials } from '../sign-in/passwords/credentials.service.js';
import { GIVEN_PASSWORD_HOURS } from '../domain/sign-in-changes.js';
import { SignInGrants, TOKEN_DAYS } from '../sign-in/sign-in-grants.service.js';
import { withServices } from './command-services.js';
import type { CommandResult } from './command.js';

interface Asked {
  email: string;
  token: string | undefined;
  forgetFactors: boolean;
}

/**
 * `lsa sign-in r.ashby@birmingham.example`: gives an imported person a new password, the last line of the output, and ends
 * their sessions; `--forget-factors` removes the second factors they have lost; `--token NAME` gives an API token instead. Exit code 2: the question is unclear, or nobody active has this address.
 */
export async function signInCommand(args: string[], config: Config): Promise<CommandResult> {
  const asked = readArgs(args);
  if (asked === null) return refusal(USAGE);
  try {
    return await withServices(config, async ({ unitOfWork, audit, clock, changes }) => {
      const grants = new SignInGrants(unitOfWork, audit, new AccessTokensService(unitOfWork, clock), new Credentials(unitOfWork, clock), changes, clock);
      const lines = asked.token === undefined ? await password(grants, asked) : await token(grants, asked.email, asked.token);
      return { exitCode: 0, stdout: `${lines.join('\n')}\n`, stderr: '' };
    });
  } catch (error) {
    if (error instanceof Refusal) return refusal(error.detail);
    throw error;
  }
}

const password = async (grants: SignInGrants, { email, forgetFactors }: Asked) => [
  `${email} signs in with this password within ${GIVEN_PASSWORD_HOURS} hours and then chooses another${forgetFactors ? '; the second factors they had are gone' : ''}. It is shown only this once:`,
  await grants.givePassword(email, forgetFactors),
];

const token = async (grants: SignInGrants, email: string, name: string) => [
  `The API token “${name}” of ${email}, for ${TOKEN_DAYS} days. It is shown only this once:`,
  await grants.giveToken(email, name),
];

const USAGE = 'Give one e-mail address, and for an API token its name of 1 to 100 characters, for example: sign-in r.ashby@birmingham.example --token reports';

function readArgs(args: string[]): Asked | null {
  try {
    const { values, positionals } = parseArgs({ args, allowPositionals: true, options: { token: { type: 'string' }, 'forget-factors': { type: 'boolean' } } });
    const forgetFactors = values['forget-factors'] ?? false;
    const [email, ...rest] = positionals;
    const named = values.token === undefined || (/^[^\p{C}]{1,100}$/u.test(values.token) && !forgetFactors);
    return email !== undefined && rest.length === 0 && named ? { email, token: values.token, forgetFactors } : null;
  } catch {
    return null;
  }
}

function refusal(sentence: string): CommandResult {
  return { exitCode: 2, stdout: '', stderr: `${sentence}\n` };
}
