import { describeInstant } from '../../domain/time/london.js';
import type { Mail } from '../../notifications/mail-transport.js';

export interface InvitationLetter {
  id: number;
  to: string;
  secret: string;
  expiresAt: Date;
  publicUrl: string;
  training: boolean;
}

/** Where an invitation's link leads. */
export const invitationLink = (publicUrl: string, secret: string): string => `${publicUrl}/invitations/${secret}`;

/** The mail that carries an invitation's link, and nothing about anybody. Its Message-ID is no message's of the ledger. */
export function invitationMail({ id, to, secret, expiresAt, publicUrl, training }: InvitationLetter): Mail {
  const link = invitationLink(publicUrl, secret);
  const paragraphs = [
    'You are invited to Learner Support, where those who look after young people in care at college keep what they have promised one another.',
    'Open this link and choose a password:',
    link,
    `It works once, until ${describeInstant(expiresAt)}. If you did not expect it, do nothing: it ends by itself.`,
    ...(training ? ['This comes from a training installation: nothing in it is real.'] : []),
  ];
  return {
    to,
    subject: 'Your invitation to Learner Support',
    text: `${paragraphs.join('\n\n')}\n`,
    html: paragraphs.map((text) => (text === link ? `<p><a href="${link}">${link}</a></p>` : `<p>${text}</p>`)).join('\n'),
    messageId: `<invitation-${id}.${expiresAt.getTime().toString(36)}@${new URL(publicUrl).hostname}>`,
  };
}
