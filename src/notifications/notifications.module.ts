import { Module, type DynamicModule } from '@nestjs/common';
import type { Config } from '../config.js';
import { DutiesModule } from '../duties/duties.module.js';
import { ComposeMessages } from './compose-messages.service.js';
import { DirectMail } from './direct-mail.service.js';
import { MailSettings } from './mail-settings.js';
import { MailTransport } from './mail-transport.js';
import { MailboxTransport } from './mailbox-transport.js';
import { MailboxService } from './mailbox.service.js';
import { SendLog } from './send-log.service.js';
import { SendMessage } from './send-message.service.js';
import { SmtpTransport } from './smtp-transport.js';
import { UnsentMessages } from './unsent-messages.service.js';

const services = [ComposeMessages, DirectMail, MailboxService, SendLog, SendMessage, UnsentMessages];

/** Messages and mail. Global, because the nouns' pages show what was sent. */
@Module({})
export class NotificationsModule {
  static forRoot({ publicUrl, mailFrom, smtpUrl, feedbackTo }: Pick<Config, 'publicUrl' | 'mailFrom' | 'smtpUrl' | 'feedbackTo'>): DynamicModule {
    return {
      module: NotificationsModule,
      global: true,
      imports: [DutiesModule],
      providers: [
        { provide: MailSettings, useValue: new MailSettings(publicUrl, mailFrom, feedbackTo ?? null) },
        { provide: MailTransport, useFactory: () => (smtpUrl ? new SmtpTransport(smtpUrl, mailFrom) : new MailboxTransport()) },
        ...services,
      ],
      exports: [...services, MailSettings, MailTransport],
    };
  }
}
