import 'reflect-metadata';
import { NestFactory } from '@nestjs/core';
import type { NestFastifyApplication } from '@nestjs/platform-fastify';
import { DataSource } from 'typeorm';
import { AppModule } from '../../src/app.module.js';
import { Clock } from '../../src/clock.js';
import { readConfig } from '../../src/config.js';
import { InstallationService } from '../../src/installation/installation.service.js';
import { UnitOfWork } from '../../src/database/unit-of-work.js';
import { DutiesService } from '../../src/duties/duties.service.js';
import { SampleRegionService } from '../../src/sample/sample-region.service.js';
import type { SampleSignIn } from '../../src/sample/sample-sign-ins.js';
import { setUpWeb, webAdapter } from '../../src/web/pipeline.js';
import { freshDatabase } from './database.js';
import { TEST_KEYS } from './keys.js';

export interface SampleApplication {
  app: NestFastifyApplication;
  dataSource: DataSource;
  signIns: SampleSignIn[];
  close(): Promise<void>;
}

/** The real application, without its worker, with the sample region as it is made at an instant; real time stands still there. */
export async function startSampleApplication({ youngPeople, now }: { youngPeople: number; now: Date }): Promise<SampleApplication> {
  const database = await freshDatabase();
  const config = { ...readConfig({ DATABASE_URL: database.url, LOG_LEVEL: 'silent', INSTALLATION: 'training', PORT: '0' }, ['--web']), databaseUrl: database.url, keys: TEST_KEYS };
  const app = await NestFactory.create<NestFastifyApplication>(AppModule.forRoot(config), webAdapter(), { logger: false, abortOnError: false });
  const clock = app.get(Clock);
  clock.realNow = () => now;
  const unitOfWork = app.get(UnitOfWork);
  unitOfWork.ambient = 'system';
  await new InstallationService(unitOfWork, clock).make('training');
  const { signIns } = await new SampleRegionService(unitOfWork, clock, app.get(DutiesService)).makeSample({ youngPeople });
  await setUpWeb(app, config);
  await app.init();
  await app.getHttpAdapter().getInstance().ready();
  return {
    app,
    dataSource: app.get(DataSource),
    signIns: signIns ?? [],
    close: async () => {
      await app.close();
      await database.drop();
    },
  };
}
