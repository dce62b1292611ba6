import { Injectable } from '@nestjs/common';
import { Clock } from '../clock.js';
import { UnitOfWork } from '../database/unit-of-work.js';
import { signInChangeMail, type SignInChange } from '../domain/sign-in-changes.js';
import { writeMail } from '../notifications/written-mail.js';
import { WebSettings } from '../web/web-settings.js';

/** Tells people by mail that their way of signing in has changed, at the address that is known of them. */
@Injectable()
export class SignInChanges {
  constructor(
    private readonly unitOfWork: UnitOfWork,
    private readonly clock: Clock,
    private readonly settings: WebSettings,
  ) {}

  /** Writes the mail beside the change, in its transaction. To `address` instead of the person's own where that is another one by now; whoever has no address is told nothing. */
  async tell(personId: number, change: SignInChange, address?: string): Promise<void> {
    const at = this.clock.realNow();
    const words = (training: boolean) => signInChangeMail(change, at, training);
    await this.unitOfWork.runIn('engine', ({ manager, now }) => writeMail(manager, { personId, ...(address !== undefined && { address }), signInChange: change, words }, { now, realNow: at, publicUrl: this.settings.publicUrl }));
  }
}
