import { createTransport } from 'nodemailer';
import { MAIL_TIMEOUT_MS, MailTransport, type Delivery, type Mail } from './mail-transport.js';

/** What nodemailer tells of a failure. */
interface SmtpError {
  code?: string;
  responseCode?: number;
  response?: string;
  command?: string;
  /** The call to the operating system that failed. */
  syscall?: string;
  message: string;
}

/** The server's word on this recipient or this message; anything else (sign-in, sender, greeting) is ours to mend. */
const ABOUT_THE_MAIL = ['RCPT TO', 'DATA'];

/** After these nobody knows whether the server had taken the mail, unless there was no connection yet. ESOCKET: it was reset. */
const UNKNOWN_END = ['ECONNECTION', 'ETIMEDOUT', 'EABORT', 'ESOCKET'];

/** Sends through the server of SMTP_URL, over connections that are kept open between mails. */
export class SmtpTransport extends MailTransport {
  private readonly pool;

  constructor(
    smtpUrl: string,
    private readonly mailFrom: string,
  ) {
    super();
    this.pool = createTransport({
      url: smtpUrl,
      pool: true,
      maxConnections: 5,
      // A mail whose connection broke may have gone: sending it again is decided with its row, not here.
      maxRequeues: 0,
      connectionTimeout: 5_000,
      greetingTimeout: 5_000,
      socketTimeout: 10_000,
      disableFileAccess: true,
      disableUrlAccess: true,
    });
  }

  async deliver(mail: Mail): Promise<Delivery> {
    try {
      await this.pool.sendMail({ ...mail, from: this.mailFrom, headers: AUTOMATIC, signal: AbortSignal.timeout(MAIL_TIMEOUT_MS) });
      return { outcome: 'sent' };
    } catch (error) {
      return failure(error as SmtpError);
    }
  }

  close(): Promise<void> {
    this.pool.close({ force: true });
    return Promise.resolve();
  }
}

/** RFC 3834: nobody's absence message answers these. */
const AUTOMATIC = { 'Auto-Submitted': 'auto-generated' };

function failure({ code, responseCode, response, command, syscall, message }: SmtpError): Delivery {
  const reason = withoutAddresses(response ?? `${code ?? 'ERROR'}: ${message}`);
  const permanent = responseCode !== undefined && responseCode >= 500 && ABOUT_THE_MAIL.includes(command ?? '');
  if (permanent) return { outcome: 'refused', reason };
  const mayHaveGone = responseCode === undefined && UNKNOWN_END.includes(code ?? '') && syscall !== 'connect';
  return { outcome: 'retry', reason, mayHaveGone };
}

const withoutAddresses = (text: string) => text.replace(/<?[^\s<>]+@[^\s<>]+>?/g, '(address)').slice(0, 300);
