import { installationToMake, type Config, type InstallationKind, type RunConfig } from './config.js';
import { openAsSystem } from './database/system-database.js';
import { DutiesService } from './duties/duties.service.js';
import { Installation } from './installation/installation.entity.js';
import { InstallationService } from './installation/installation.service.js';
import { seedAuthorities } from './organisations/seed-authorities.js';
import { SampleRegionService } from './sample/sample-region.service.js';
import type { SignIn } from './start-banner.js';

export interface PreparedDatabase {
  kind: InstallationKind;
  /** The sample's sign-ins, at the start that made it; null at every other. */
  signIns: SignIn[] | null;
}

/** Brings the tables up to date and, in a new database, makes the installation that was asked for: all of it or nothing, however it ends. */
export async function prepareDatabase(config: Config, running: RunConfig): Promise<PreparedDatabase> {
  const { unitOfWork, clock, close } = await openAsSystem(running);
  try {
    return await unitOfWork.run(async ({ manager }) => {
      await manager.query('LOCK TABLE installation IN EXCLUSIVE MODE');
      const made = await manager.findOneBy(Installation, { id: 1 });
      if (made) return { kind: made.kind, signIns: null };
      const kind = installationToMake(config);
      await new InstallationService(unitOfWork, clock).make(kind);
      await seedAuthorities(manager);
      if (kind === 'live' || config.empty) return { kind, signIns: null };
      const { signIns } = await new SampleRegionService(unitOfWork, clock, new DutiesService()).makeSample();
      return { kind, signIns };
    });
  } finally {
    await close();
  }
}
