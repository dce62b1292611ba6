import type { OnApplicationShutdown } from '@nestjs/common';
import { createPostgresBackend, runMigrations, setDefaultBackendFactory, type ConnectionOptions } from 'bullmq';
import { Redis } from 'ioredis';
import { setTimeout as wait } from 'node:timers/promises';
import pg from 'pg';
import type { DataSource } from 'typeorm';
import type { RunConfig } from '../config.js';
import { urlFor } from '../database/roles.js';

/** Five workers listen on a connection each; the rest is for their work. */
const POSTGRES_CONNECTIONS = 12;
const CLOSE_WITHIN_MS = 1_000;

/** Where the queues live: a connection for BullMQ, and the namespace that keeps installations on one server apart. */
export class QueueConnection implements OnApplicationShutdown {
  private constructor(
    readonly options: { connection: ConnectionOptions; prefix: string },
    private readonly close: () => Promise<void>,
  ) {}

  /**
   * Opens the queues' server and makes it BullMQ's: Redis where the configuration names one, else the application's own
   * PostgreSQL, in the schema `bullmq`, brought up to date first. Has to be done before a queue is made.
   */
  static async open({ databaseUrl, redisUrl, keys }: Pick<RunConfig, 'databaseUrl' | 'redisUrl' | 'keys'>, dataSource: DataSource): Promise<QueueConnection> {
    if (!redisUrl) return QueueConnection.toPostgres(urlFor('queue', databaseUrl, keys));
    setDefaultBackendFactory();
    // BullMQ asks for null: its workers wait for Redis to come back.
    const redis = new Redis(redisUrl, { maxRetriesPerRequest: null });
    redis.on('error', () => undefined);
    const options = { connection: redis, prefix: await installationPrefix(dataSource) };
    return new QueueConnection(options, () => Promise.resolve(redis.disconnect()));
  }

  private static async toPostgres(databaseUrl: string): Promise<QueueConnection> {
    const pool = new pg.Pool({ connectionString: databaseUrl, max: POSTGRES_CONNECTIONS, keepAlive: true, options: '-c search_path=bullmq' });
    pool.setMaxListeners(0);
    // A connection that breaks while idle is replaced by the pool; without a listener it would end the process.
    pool.on('error', () => undefined);
    const client = await pool.connect();
    try {
      await runMigrations(client);
    } finally {
      client.release();
    }
    setDefaultBackendFactory(createPostgresBackend);
    // Nest's options know Redis connections only; the backend that was just set takes a pool.
    return new QueueConnection({ connection: pool as unknown as ConnectionOptions, prefix: 'bull' }, () => pool.end());
  }

  /** Ends the connections once the queues are closed; what a broken one still holds is left to the process's end. */
  async onApplicationShutdown(): Promise<void> {
    await Promise.race([this.close(), wait(CLOSE_WITHIN_MS, undefined, { ref: false })]);
  }
}

async function installationPrefix(dataSource: DataSource): Promise<string> {
  const [row] = await dataSource.query<{ name: string }[]>(
    `SELECT current_database() || '-' || coalesce((SELECT extract(epoch FROM made_at)::text FROM installation), 'new') AS name`,
  );
  return `learner-support-${row?.name}`;
}
