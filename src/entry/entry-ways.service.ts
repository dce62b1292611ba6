import { Injectable } from '@nestjs/common';
import { AuditService } from '../audit/audit.service.js';
import { Clock } from '../clock.js';
import { UnitOfWork } from '../database/unit-of-work.js';
import { DirectMail } from '../notifications/direct-mail.service.js';
import { hashSecret, newSecret } from '../sign-in/secrets.js';
import { texts } from '../me/languages.js';
import { RequestLog } from '../web/request-log.js';
import { keepEntry, type Entrant } from './entry-links.js';

/** Who a way in is for, and the mail that carries it. */
@Injectable()
export class EntryWays {
  constructor(
    private readonly unitOfWork: UnitOfWork,
    private readonly clock: Clock,
    private readonly audit: AuditService,
    private readonly mail: DirectMail,
    private readonly log: RequestLog,
  ) {}

  /** The young person with this e-mail address or mobile number (`plainContact`), where they may come in; null otherwise. */
  async find(contact: string): Promise<(Entrant & { email: string | null }) | null> {
    return this.unitOfWork.runIn('door', async ({ manager }) => {
      const [row] = await manager.query<(Entrant & { email: string | null })[]>(
        `SELECT id AS "personId", case_id AS "caseId", email FROM person WHERE case_id IS NOT NULL AND active AND (email = $1 OR phone = $1)`,
        [contact],
      );
      return row ?? null;
    });
  }

  /** Mails a link to whoever has this address, if anybody has; never throws, since nobody waits for it. */
  async mailLink(contact: string): Promise<void> {
    try {
      const secret = newSecret();
      const found = await this.unitOfWork.runIn('door', async () => {
        const entrant = await this.find(contact);
        if (entrant?.email) await keepEntry({ personId: entrant.personId, caseId: entrant.caseId }, 'link', hashSecret(secret), null, this.clock.realNow());
        return entrant;
      });
      if (!found?.email) return;
      const { mail: { subject, before, after }, whoToCall } = texts();
      await this.mail.send({ personId: found.personId, to: found.email, subject, lines: [before, `${this.mail.publicUrl}/me/enter/${secret}`, after], secret, contactWords: whoToCall });
    } catch (error) {
      this.log.fault('young-person-link', error);
    }
  }

  /** Writes down that somebody did not come in by a code, and whose it should have been, as far as that is anybody. */
  async refused(personId: number | null): Promise<void> {
    const subject = personId === null ? null : `person-${personId}`;
    await this.unitOfWork.runIn('door', () => this.audit.record(null, { name: 'session.refuse', subject, fields: ['code'], outcome: 'refused' }));
  }

  /** Writes down that a young person came in. */
  async cameIn(personId: number): Promise<void> {
    await this.unitOfWork.runIn('door', async ({ manager, now }) => {
      await manager.query('UPDATE person SET last_signed_in_at = $2 WHERE id = $1', [personId, now]);
      await this.audit.record(personId, { name: 'session.start' });
    });
  }
}
