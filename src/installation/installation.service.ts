import { Injectable } from '@nestjs/common';
import { Clock } from '../clock.js';
import { UnitOfWork } from '../database/unit-of-work.js';
import { Installation } from './installation.entity.js';

/** Makes the installation of a new database. What there is of one is read by `InstallationFacts`. */
@Injectable()
export class InstallationService {
  constructor(
    private readonly unitOfWork: UnitOfWork,
    private readonly clock: Clock,
  ) {}

  /** Writes the one row of a new database: its kind is decided here, for good. */
  async make(kind: 'training' | 'live'): Promise<void> {
    await this.unitOfWork.run(({ manager }) =>
      manager.insert(Installation, { id: 1, kind, sample: false, clockAheadMs: '0', madeAt: this.clock.realNow() }),
    );
  }
}
