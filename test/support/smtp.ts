import type { AddressInfo } from 'node:net';
import PostalMime from 'postal-mime';
import { SMTPServer } from 'smtp-server';

/** How the server treats the next mails. */
export type SmtpMood =
  | 'accepts'
  /** 450 to the recipient. */
  | 'greylists'
  /** 550 to the recipient. */
  | 'knows nobody'
  /** 451 after the data. */
  | 'is busy'
  /** Takes the mail and breaks the connection off before it answers. */
  | 'takes it and hangs up'
  /** Takes the mail and resets the connection before it answers. */
  | 'takes it and resets'
  /** Takes the mail and never answers. */
  | 'takes it and says nothing';

export interface ReceivedMail {
  messageId: string;
  from: string;
  to: string;
  subject: string;
  text: string;
  html: string;
}

/** A real mail server on this machine that keeps what it takes. */
export async function startSmtp(port = 0) {
  const mails: ReceivedMail[] = [];
  const server = new SMTPServer({ disabledCommands: ['AUTH', 'STARTTLS'], onRcptTo, onData });
  const smtp = { url: '', mails, mood: 'accepts' as SmtpMood, close };

  function onRcptTo(...[{ address }, , answer]: Parameters<NonNullable<SMTPServer['onRcptTo']>>): void {
    if (smtp.mood === 'greylists') answer(refusal(450, `Try ${address} later`));
    else if (smtp.mood === 'knows nobody') answer(refusal(550, `No such user <${address}>`));
    else answer();
  }

  function onData(...[stream, session, answer]: Parameters<NonNullable<SMTPServer['onData']>>): void {
    const mood = smtp.mood;
    const chunks: Buffer[] = [];
    stream.on('data', (chunk: Buffer) => chunks.push(chunk));
    stream.on('end', () => {
      if (mood === 'is busy') return answer(refusal(451, 'Local error, try again'));
      void PostalMime.parse(Buffer.concat(chunks)).then((mail) => {
        const to = session.envelope.rcptTo.map((recipient) => recipient.address).join();
        mails.push({ messageId: mail.messageId ?? '', from: mail.from?.address ?? '', to, subject: mail.subject ?? '', text: mail.text ?? '', html: mail.html ?? '' });
        if (mood === 'accepts') answer();
        else if (mood === 'takes it and hangs up') for (const connection of connectionsOf(server)) connection.destroy();
        else if (mood === 'takes it and resets') for (const connection of connectionsOf(server)) connection.resetAndDestroy();
      });
    });
  }

  function close(): Promise<void> {
    for (const connection of connectionsOf(server)) connection.destroy();
    return new Promise((closed) => server.close(() => closed()));
  }

  server.on('error', () => undefined);
  await new Promise<void>((listening) => server.listen(port, '127.0.0.1', () => listening()));
  smtp.url = `smtp://127.0.0.1:${(server.server.address() as AddressInfo).port}`;
  return smtp;
}

const refusal = (responseCode: number, text: string) => Object.assign(new Error(text), { responseCode });

const connectionsOf = (server: SMTPServer) =>
  [...(server as unknown as { connections: Set<{ _socket: { destroy(): void; resetAndDestroy(): void } }> }).connections].map((connection) => connection._socket);
