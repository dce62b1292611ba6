import { Injectable } from '@nestjs/common';
import { UnitOfWork } from '../database/unit-of-work.js';
import { Installation } from './installation.entity.js';

/** What every page says of the installation it belongs to. */
export interface InstallationNow {
  kind: 'training' | 'live';
  /** Whether the people in it are invented. */
  sample: boolean;
  /** The installation's time. */
  now: Date;
}

@Injectable()
export class InstallationFacts {
  constructor(private readonly unitOfWork: UnitOfWork) {}

  async read(): Promise<InstallationNow> {
    return this.unitOfWork.runIn('public', async ({ manager, now }) => {
      const { kind, sample } = await manager.findOneByOrFail(Installation, { id: 1 });
      return { kind, sample, now };
    });
  }

  /** Whether this is a training installation, whose clock can be moved. */
  async isTraining(): Promise<boolean> {
    return (await this.read()).kind === 'training';
  }
}
