import { parseArgs } from 'node:util';
import { IsNull } from 'typeorm';
import type { Config } from '../config.js';
import { SmtpTransport } from '../notifications/smtp-transport.js';
import { Person } from '../people/person.entity.js';
import { invitationLink, invitationMail, type InvitationLetter } from '../sign-in/invitations/invitation-mail.js';
import { INVITATION_DAYS, Invitations } from '../sign-in/invitations/invitations.service.js';
import { Credentials } from '../sign-in/passwords/credentials.service.js';
import { withServices } from './command-services.js';
import type { CommandResult } from './command.js';
import { done, orRefused, refusedWith } from './refused.js';

/**
 * `lsa invite r.ashby@birmingham.example`: sends an imported person a link to choose a password with. `--print`, and where there
 * is no mail server, shows the link instead, the last line of the output. Exit code 1: the mail server did not take it; 2: the
 * question is unclear, or nobody active has this address.
 */
export async function inviteCommand(args: string[], config: Config): Promise<CommandResult> {
  const asked = readArgs(args);
  if (asked === null) return refusedWith('Give one e-mail address, for example: invite r.ashby@birmingham.example');
  return orRefused(() => withServices(config, async ({ unitOfWork, audit, clock, kind, changes }) => {
    const invitations = new Invitations(unitOfWork, clock, audit, new Credentials(unitOfWork, clock), changes);
    const person = await unitOfWork.run(({ manager }) => manager.findOneBy(Person, { email: asked.email, active: true, caseId: IsNull() }));
    if (!person) return refusedWith('Nobody active has this e-mail address: correct it, or import the person first (lsa import people FILE).');
    const made = await invitations.make(null, person.id);
    const sends = config.smtpUrl !== undefined && !asked.print;
    const letter = { ...made, to: asked.email, publicUrl: config.publicUrl, training: kind === 'training' };
    const delivery = sends ? await sent(letter, config) : 'handed-over';
    await invitations.delivered(made.id, delivery);
    if (delivery === 'failed') return { exitCode: 1, stdout: '', stderr: 'The mail server did not take the invitation. Try again, or print the link with --print.\n' };
    if (sends) return done(`The invitation has gone to ${asked.email}.`);
    return done(`With this link ${asked.email} chooses a password, once, within ${INVITATION_DAYS} days. It is shown only this once:`, invitationLink(config.publicUrl, made.secret));
  }));
}

async function sent(letter: InvitationLetter, { smtpUrl = '', mailFrom }: Config): Promise<'sent' | 'failed'> {
  const transport = new SmtpTransport(smtpUrl, mailFrom);
  try {
    return (await transport.deliver(invitationMail(letter))).outcome === 'sent' ? 'sent' : 'failed';
  } finally {
    await transport.close();
  }
}

function readArgs(args: string[]): { email: string; print: boolean } | null {
  try {
    const { values, positionals } = parseArgs({ args, allowPositionals: true, options: { print: { type: 'boolean' } } });
    const [email, ...rest] = positionals;
    return email !== undefined && rest.length === 0 ? { email: email.trim().toLowerCase(), print: values.print ?? false } : null;
  } catch {
    return null;
  }
}
