import { MailTransport, type Delivery } from './mail-transport.js';

/** Without a mail server every mail is kept: its row is what the mailbox page shows. */
export class MailboxTransport extends MailTransport {
  deliver(): Promise<Delivery> {
    return Promise.resolve({ outcome: 'kept' });
  }

  close(): Promise<void> {
    return Promise.resolve();
  }
}
