/** A mail ready to go. */
export interface Mail {
  to: string;
  subject: string;
  text: string;
  html: string;
  /** The Message-ID header, with its angle brackets. */
  messageId: string;
}

/**
 * How an attempt ended. `kept`: there is no mail server, the mailbox page shows it. `retry`: may work later; `mayHaveGone`
 * where the server could have taken it without our hearing so. `refused`: will never work. `reason` names no address.
 */
export type Delivery =
  | { outcome: 'sent' | 'kept' }
  | { outcome: 'retry'; reason: string; mayHaveGone: boolean }
  | { outcome: 'refused'; reason: string };

/** The way out for mails. */
export abstract class MailTransport {
  /** Hands one mail over and answers how that ended; never throws. Takes at most `MAIL_TIMEOUT_MS`. */
  abstract deliver(mail: Mail): Promise<Delivery>;
  /** Breaks off what is under way, which then ends with `retry`, and lets go of the server. */
  abstract close(): Promise<void>;
}

export const MAIL_TIMEOUT_MS = 12_000;
