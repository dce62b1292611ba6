import { AuditService } from '../audit/audit.service.js';
import type { Clock } from '../clock.js';
import { installationToMake, type Config, type InstallationKind } from '../config.js';
import { openAsSystem } from '../database/system-database.js';
import type { UnitOfWork } from '../database/unit-of-work.js';
import type { Keys } from '../keys/key-file.js';
import { DutiesService } from '../duties/duties.service.js';
import { Installation } from '../installation/installation.entity.js';
import { InstallationService } from '../installation/installation.service.js';
import { seedAuthorities } from '../organisations/seed-authorities.js';
import { SignInChanges } from '../sign-in/sign-in-changes.service.js';
import { WebSettings } from '../web/web-settings.js';
import { withDatabase } from './with-database.js';

/** What a command that writes to the database works with. */
export interface CommandServices {
  unitOfWork: UnitOfWork;
  audit: AuditService;
  duties: DutiesService;
  keys: Keys;
  kind: InstallationKind;
  clock: Clock;
  changes: SignInChanges;
}

/**
 * Does a command's work on the configured database. A new database is made into an installation first, of the kind that the
 * configuration says, without the sample region. Throws a StartError or a ConfigError where there is no database to be had.
 */
export async function withServices<T>(config: Config, work: (services: CommandServices) => Promise<T>): Promise<T> {
  return withDatabase(config, async (running) => {
    const { unitOfWork, clock, close } = await openAsSystem(running);
    try {
      const kind = await madeFor(config, unitOfWork, new InstallationService(unitOfWork, clock));
      await unitOfWork.run(({ manager }) => seedAuthorities(manager));
      const changes = new SignInChanges(unitOfWork, clock, new WebSettings(config.publicUrl, config.secureCookies));
      return await work({ unitOfWork, changes, audit: new AuditService(), duties: new DutiesService(), kind, clock, keys: running.keys });
    } finally {
      await close();
    }
  });
}

async function madeFor(config: Config, unitOfWork: UnitOfWork, installations: InstallationService): Promise<InstallationKind> {
  const made = await unitOfWork.run(({ manager }) => manager.findOneBy(Installation, { id: 1 }));
  if (made) return made.kind;
  const kind = installationToMake(config);
  await installations.make(kind);
  return kind;
}
