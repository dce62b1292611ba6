import 'reflect-metadata';
import { join } from 'node:path';
import { readFile, writeFile } from 'node:fs/promises';
import { NestFactory } from '@nestjs/core';
import type { NestFastifyApplication } from '@nestjs/platform-fastify';
import { AppModule } from './app.module.js';
import { checkInstallation, type Config, type RunConfig } from './config.js';
import type { Keys } from './keys/key-file.js';
import { prepareDatabase } from './prepare-database.js';
import type { SignIn, Started } from './start-banner.js';
import { setUpWeb, webAdapter } from './web/pipeline.js';

export interface Application extends Started {
  /** Takes no more requests, lets running jobs end, and leaves the database. */
  close(): Promise<void>;
}

/** Brings the database up to date, makes the installation at the first start, and starts pages, API and jobs. */
export async function startApplication(config: Config, databaseUrl: string, keys: Keys): Promise<Application> {
  const running: RunConfig = { ...config, databaseUrl, keys };
  const prepared = await prepareDatabase(config, running);
  checkInstallation(config, prepared.kind);
  const signIns = await keptSignIns(config.dataDir, prepared.signIns);
  const app = await NestFactory.create<NestFastifyApplication>(AppModule.forRoot(running), webAdapter(config), {
    logger: ['error', 'fatal'],
    abortOnError: false,
  });
  if (config.process === 'worker') await app.init();
  else {
    await setUpWeb(app, config);
    await app.listen(config.port, config.host);
  }
  return { url: config.publicUrl, installation: prepared.kind, signIns, close: () => app.close() };
}

/** The sample's passwords and tokens are kept, for whoever owns this folder, from the start that made them on. */
async function keptSignIns(dataDir: string, made: readonly SignIn[] | null): Promise<readonly SignIn[]> {
  const path = join(dataDir, 'sample-sign-ins.json');
  if (made) await writeFile(path, `${JSON.stringify(made, null, 2)}\n`, { mode: 0o600 });
  const text = await readFile(path, 'utf8').catch((error: NodeJS.ErrnoException) => {
    if (error.code === 'ENOENT') return '[]';
    throw error;
  });
  return JSON.parse(text) as SignIn[];
}
