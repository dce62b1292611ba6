import { Injectable } from '@nestjs/common';
import { Not } from 'typeorm';
import { AuditService } from '../audit/audit.service.js';
import { Clock } from '../clock.js';
import { inRole, UnitOfWork } from '../database/unit-of-work.js';
import type { LocalDate } from '../domain/time/local-date.js';
import { invalid } from '../errors.js';
import { texts } from '../me/languages.js';
import { AccessToken } from '../sign-in/access-token.entity.js';
import { Entrances } from '../sign-in/entrances.service.js';
import { hashPassword, isPassword } from '../sign-in/passwords.js';
import { Session } from '../sign-in/session.entity.js';
import { SignInAttempts } from '../sign-in/sign-in-attempts.service.js';
import { SignInChanges } from '../sign-in/sign-in-changes.service.js';
import { hashOfCode, useEntry, type Entrant } from './entry-links.js';
import { isEasyToGuess } from './pin-rules.js';
import { YoungPersonPin } from './young-person-pin.entity.js';

const fault = (field: 'pin' | 'code', code: string, sentence: string) => invalid([{ code, field, sentence }]);

/**
 * A young person's PIN: chosen face to face, with a code that their key worker shows. What is only said here is whether it is right;
 * that a session has more open to it then is `StepUp`'s.
 */
@Injectable()
export class PinsService {
  constructor(
    private readonly unitOfWork: UnitOfWork,
    private readonly clock: Clock,
    private readonly attempts: SignInAttempts,
    private readonly audit: AuditService,
    private readonly entrances: Entrances,
    private readonly changes: SignInChanges,
  ) {}

  async hasPin(personId: number): Promise<boolean> {
    return this.unitOfWork.runIn('door', ({ manager }) => manager.existsBy(YoungPersonPin, { personId }));
  }

  /**
   * Whether it is their PIN. Five wrong ones cost nothing; from then on each makes the wait longer, up to five minutes, until a new
   * one is chosen face to face. Errors: WRONG_PIN (422), TOO_MANY (429).
   */
  async check(personId: number, pin: string, address: string): Promise<void> {
    await this.attempts.count({ pin: String(personId) }, 'wrong PINs');
    const row = await this.unitOfWork.runIn('door', ({ manager }) => manager.findOneBy(YoungPersonPin, { personId }));
    if (!(await isPassword(pin, row?.pinHash ?? null))) {
      await this.entrances.refuse('pin', personId);
      throw fault('pin', 'WRONG_PIN', texts().pin.wrong);
    }
    await this.attempts.forget('pin', String(personId), address);
  }

  /**
   * Chooses a PIN, with the code shown face to face; what went wrong before is forgotten. Whoever knew the one before is out: every other
   * session ends, and every calendar (`current` is the session in which it is chosen). Errors: WRONG_CODE, EASY_PIN (422), TOO_MANY (429).
   */
  async choose({ personId, caseId }: Entrant, code: string, pin: string, address: string, current: string): Promise<void> {
    if (isEasyToGuess(pin, await this.bornOn(caseId))) throw fault('pin', 'EASY_PIN', texts().pin.easy);
    await this.attempts.count({ code: `pin:${personId}` }, 'wrong codes');
    const pinHash = await hashPassword(pin);
    await this.unitOfWork.run(async ({ manager }) => {
      const used = await inRole('door', async () => {
        const now = this.clock.realNow();
        const entry = await useEntry('pin', hashOfCode(personId, code), now);
        if (entry?.madeBy == null) throw fault('code', 'WRONG_CODE', texts().pin.wrongCode);
        await manager.upsert(YoungPersonPin, { personId, caseId, pinHash, setAt: now, setWith: entry.madeBy }, ['personId']);
        await manager.delete(Session, { personId, secretHash: Not(current) });
        await manager.delete(AccessToken, { personId });
        return entry;
      });
      await this.attempts.forget('code', `pin:${personId}`, address);
      await this.attempts.forget('pin', String(personId), address);
      await this.changes.tell(personId, 'pin.chosen');
      await this.audit.record(personId, { name: 'pin.set', caseId, subject: `person-${used.madeBy}`, capacity: 'young-person' });
    });
  }

  private async bornOn(caseId: number): Promise<LocalDate> {
    const [row] = await this.unitOfWork.run(({ manager }) => manager.query<{ bornOn: LocalDate }[]>('SELECT born_on AS "bornOn" FROM young_person WHERE id = $1', [caseId]));
    return row?.bornOn ?? '';
  }
}
