import { readConfig, withPort, type Config } from './config.js';
import { lockDataDir, makeDataDir } from './database/data-dir-lock.js';
import { startEmbeddedPostgres } from './database/embedded-postgres.js';
import { reachPostgres, reachRedis } from './database/reach-services.js';
import { environment } from './environment.js';
import { readKeys } from './keys/key-file.js';
import { cannotListen, listeningPort } from './listening-port.js';
import { shutdownOnSignal } from './shutdown.js';
import { startBanner } from './start-banner.js';
import { ConfigError, StartError } from './start-error.js';

const say = (line: string) => void process.stdout.write(`${line}\n`);
const shutdown = shutdownOnSignal(say);
process.on('uncaughtException', (error) => void fail(error));
await start().catch(fail);

async function start(): Promise<void> {
  const asked = readConfig(environment(), process.argv.slice(2));
  await makeDataDir(asked.dataDir);
  const keys = await readKeys(asked.keysFile, !asked.keysGiven);
  if (!asked.databaseUrl) {
    const lock = await lockDataDir(asked.dataDir);
    shutdown.later(() => lock.release());
  }
  const config = asked.process === 'worker' ? asked : withPort(asked, await listeningPort(asked.host, asked.port));
  say('Starting Learner Support. The first start makes the database, which takes some seconds.');
  const [databaseUrl, { startApplication }] = await Promise.all([
    database(config),
    import('./start.js'),
    config.redisUrl ? reachRedis(config.redisUrl) : undefined,
  ]);
  if (shutdown.wanted) return;
  const application = await startApplication(config, databaseUrl, keys);
  shutdown.later(() => application.close());
  say(startBanner(config, application, process.uptime() * 1000));
}

async function database({ databaseUrl, dataDir }: Config): Promise<string> {
  if (databaseUrl) {
    await reachPostgres(databaseUrl);
    return databaseUrl;
  }
  const starting = startEmbeddedPostgres({ dataDir });
  shutdown.later(() => starting.then((server) => server.stop()));
  return (await starting).url;
}

/** Says why, ends what has been started, and leaves with 2 for a wrong configuration, else 1. */
async function fail(error: unknown): Promise<void> {
  // While everything is being ended, what still runs may well lose its database.
  if (shutdown.wanted) return;
  const reason = cannotListen(error);
  const expected = reason instanceof ConfigError || reason instanceof StartError;
  process.stderr.write(`${expected ? reason.message : (reason as Error).stack}\n`);
  await shutdown.end();
  process.exit(reason instanceof ConfigError ? 2 : 1);
}
