import { Injectable } from '@nestjs/common';
import { Clock } from '../../clock.js';
import { brandingsOf, withFoot } from '../../branding/mail-foot.js';
import { UnitOfWork } from '../../database/unit-of-work.js';
import { conflict } from '../../errors.js';
import { InstallationFacts } from '../../installation/installation-facts.service.js';
import { MailTransport, type Mail } from '../../notifications/mail-transport.js';
import { MailboxTransport } from '../../notifications/mailbox-transport.js';
import { WebSettings } from '../../web/web-settings.js';
import type { InvitationDelivery } from './invitation.entity.js';
import { invitationMail } from './invitation-mail.js';

/** Sends invitations at once and once: what could send one again later would have to keep its secret. */
@Injectable()
export class InvitationMails {
  constructor(
    private readonly unitOfWork: UnitOfWork,
    private readonly clock: Clock,
    private readonly transport: MailTransport,
    private readonly installation: InstallationFacts,
    private readonly settings: WebSettings,
  ) {}

  /** A live installation without a mail server has no way to hand out a link. Errors: NO_MAIL_SERVER (409). */
  async mustReachPeople(): Promise<void> {
    if (this.transport instanceof MailboxTransport && !(await this.installation.isTraining()))
      throw conflict('NO_MAIL_SERVER', 'This installation sends no e-mail. Ask its operator to invite them by command line: it prints the link.');
  }

  /** Sends a link, and answers how that ended. In a training installation without a mail server the mailbox page shows the mail. */
  async send(invitation: { id: number; secret: string; expiresAt: Date }, person: { id: number; email: string }): Promise<InvitationDelivery> {
    const training = await this.installation.isTraining();
    const brandings = await this.unitOfWork.runIn('engine', ({ manager }) => brandingsOf(manager, [person.id]));
    const mail = withFoot(invitationMail({ ...invitation, to: person.email, publicUrl: this.settings.publicUrl, training }), brandings.get(person.id) ?? null);
    const { outcome } = await this.transport.deliver(mail);
    if (outcome === 'kept' && training) await this.keep(person.id, mail);
    return outcome === 'sent' || outcome === 'kept' ? outcome : 'failed';
  }

  private async keep(personId: number, { to, subject, text, messageId }: Mail): Promise<void> {
    await this.unitOfWork.runIn('engine', ({ manager, now }) =>
      manager.query(
        `INSERT INTO message (person_id, delivery, state, written_at, to_address, subject, text, message_id, next_attempt_at, sent_at) VALUES ($1, 'urgent', 'kept', $2, $3, $4, $5, $6, $7, $2)`,
        [personId, now, to, subject, text, messageId, this.clock.realNow()],
      ),
    );
  }
}
