import { parseArgs } from 'node:util';
import type { Config } from '../config.js';
import { Refusal } from '../errors.js';
import { environment } from '../environment.js';
import { placeOf } from '../people/first-administrators.js';
import { IdentityProviderBook } from '../single-sign-on/identity-provider-book.js';
import { discover } from '../single-sign-on/openid.js';
import { withServices, type CommandServices } from './command-services.js';
import type { CommandResult } from './command.js';
import { done, orRefused, refusedWith } from './refused.js';

type Asked = { act: 'list' } | { act: 'on' | 'off'; id: number } | ({ act: 'set' } & Setting);

interface Setting {
  organisation: { authority: string } | { ukprn: string };
  issuer: string;
  clientId: string;
  emailDomains: string[];
  passesThrough: string[];
  passwordsToo: boolean;
}

/**
 * `lsa single-sign-on set …`: an organisation's people sign in with its own OpenID provider from now on; the client's secret is read
 * from OPENID_CLIENT_SECRET, never from the command line, and the issuer is asked before anything is written. `list`, `on`, `off`.
 * Exit code 2: the question is unclear, or the issuer does not answer as it should.
 */
export async function singleSignOnCommand(args: string[], config: Config, secret = environment().OPENID_CLIENT_SECRET): Promise<CommandResult> {
  const asked = readArgs(args);
  if (typeof asked === 'string') return refusedWith(asked);
  return orRefused(() =>
    withServices(config, async (services) => {
      const book = new IdentityProviderBook(services.unitOfWork, services.audit, services.keys);
      switch (asked.act) {
        case 'list':
          return done(...(await listed(book)));
        case 'on':
        case 'off':
          await book.switch(asked.id, asked.act === 'on');
          return done(asked.act === 'on' ? 'Its people sign in with it from now on.' : 'Nobody signs in with it from now on; its people use passwords.');
        case 'set':
          return set(book, services, asked, secret, config.publicUrl);
      }
    }),
  );
}

async function set(book: IdentityProviderBook, { unitOfWork, kind }: CommandServices, asked: Setting, secret: string | undefined, publicUrl: string): Promise<CommandResult> {
  if (!secret) return refusedWith('OPENID_CLIENT_SECRET is missing: give the secret that the organisation’s provider has for this client in the environment, not on the command line');
  const place = await unitOfWork.run(() => placeOf(asked.organisation));
  await discover({ ...asked, secret }, kind === 'training').catch((error: unknown) => {
    if (error instanceof Refusal) throw error;
    throw new Refusal(422, 'ISSUER_UNREACHABLE', `${asked.issuer} does not answer as an OpenID provider of this name: ${(error as Error).message}. Nothing was written.`);
  });
  const { issuer, clientId, emailDomains, passesThrough, passwordsToo } = asked;
  const id = await book.set({ ...place, issuer, clientId, emailDomains, passesThrough, passwordsToo }, secret);
  return done(
    `Sign-in ${id} is on. ${passwordsToo ? 'Passwords count beside it.' : 'Passwords of its people no longer count; an administrator gives each of them a link to connect.'}`,
    'At the organisation’s provider, allow this redirect address:',
    `${publicUrl}/sign-in/with/${id}/callback`,
  );
}

async function listed(book: IdentityProviderBook): Promise<string[]> {
  const rows = await book.list();
  if (rows.length === 0) return ['No organisation has a sign-in of its own.'];
  return rows.map(({ id, organisation, issuer, active, passwordsToo, connected }) => `${id}  ${organisation}  ${issuer}  ${active ? 'on' : 'off'}${passwordsToo ? ', passwords too' : ''}, ${connected} connected`);
}

const USAGE = 'Give set with --authority CODE or --provider UKPRN, --issuer URL and --client-id ID; or list; or on or off with a number';

function readArgs(args: string[]): Asked | string {
  try {
    const { values, positionals } = parseArgs({ args, allowPositionals: true, options: OPTIONS });
    const [act, number, ...rest] = positionals;
    if (rest.length > 0) return USAGE;
    if (act === 'list' && number === undefined) return { act };
    if ((act === 'on' || act === 'off') && /^[1-9]\d{0,8}$/.test(number ?? '')) return { act, id: Number(number) };
    const { authority, provider, issuer, 'client-id': clientId } = values;
    if (act !== 'set' || number !== undefined || !issuer || !clientId || (authority === undefined) === (provider === undefined)) return USAGE;
    const [emailDomains, passesThrough] = [listOf(values.domains), listOf(values['passes-through'])];
    if (!emailDomains.every((one) => /^[a-z0-9-]+(\.[a-z0-9-]+)+$/.test(one))) return '--domains is a comma list of e-mail domains such as birmingham.gov.uk';
    if (!passesThrough.every((one) => /^https:\/\/[a-z0-9.-]+(:\d+)?$/.test(one))) return '--passes-through is a comma list of origins such as https://adfs.birmingham.gov.uk';
    const organisation = authority !== undefined ? { authority } : { ukprn: provider ?? '' };
    return { act, organisation, issuer, clientId, emailDomains, passesThrough, passwordsToo: values['passwords-too'] ?? false };
  } catch {
    return USAGE;
  }
}

const OPTIONS = {
  authority: { type: 'string' }, provider: { type: 'string' }, issuer: { type: 'string' }, 'client-id': { type: 'string' },
  domains: { type: 'string' }, 'passes-through': { type: 'string' }, 'passwords-too': { type: 'boolean' },
} as const;

const listOf = (text = ''): string[] => text.toLowerCase().split(',').map((one) => one.trim()).filter(Boolean);
