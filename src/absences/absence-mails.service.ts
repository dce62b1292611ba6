import { Injectable } from '@nestjs/common';
import { Clock } from '../clock.js';
import { UnitOfWork } from '../database/unit-of-work.js';
import { absenceMail } from '../domain/absence.js';
import { writeMail } from '../notifications/written-mail.js';
import { Person } from '../people/person.entity.js';
import { WebSettings } from '../web/web-settings.js';
import type { Absence } from './absence.entity.js';

/** Tells whoever is said to be away that somebody else said so: cover opens what is theirs. */
@Injectable()
export class AbsenceMails {
  constructor(
    private readonly unitOfWork: UnitOfWork,
    private readonly clock: Clock,
    private readonly settings: WebSettings,
  ) {}

  /** Writes the mail beside the absence, in its transaction. */
  async tell({ personId, coverPersonId, fromOn, untilOn }: Absence, recordedByName: string): Promise<void> {
    const at = this.clock.realNow();
    await this.unitOfWork.runIn('engine', async ({ manager, now }) => {
      const { name: coverName } = await manager.findOneByOrFail(Person, { id: coverPersonId });
      const words = (training: boolean) => absenceMail({ recordedByName, coverName, fromOn, untilOn, at: now }, training);
      await writeMail(manager, { personId, signInChange: null, words }, { now, realNow: at, publicUrl: this.settings.publicUrl });
    });
  }
}
