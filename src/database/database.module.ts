import { Global, Module, type DynamicModule } from '@nestjs/common';
import { TypeOrmModule } from '@nestjs/typeorm';
import { DataSource, type DataSourceOptions } from 'typeorm';
import { AuditService } from '../audit/audit.service.js';
import { Clock } from '../clock.js';
import type { RunConfig } from '../config.js';
import { useKeys } from '../encryption/use-keys.js';
import { KeysModule } from '../keys/keys.module.js';
import { dataSourceOptions } from './data-source.js';
import { urlFor } from './roles.js';
import { UnitOfWork, WEB } from './unit-of-work.js';

/** What every noun needs: the transaction, the clock, the trail and the keys. */
@Global()
@Module({ providers: [UnitOfWork, Clock, AuditService], exports: [UnitOfWork, Clock, AuditService] })
export class DatabaseModule {
  static forRoot({ databaseUrl, databasePool, keys }: Pick<RunConfig, 'databaseUrl' | 'databasePool' | 'keys'>): DynamicModule {
    const pool = (role: 'worker' | 'web', name?: string): DynamicModule =>
      TypeOrmModule.forRootAsync({
        ...(name !== undefined && { name }),
        useFactory: () => ({ ...withLimit(dataSourceOptions(urlFor(role, databaseUrl, keys), databasePool), role), ...(name !== undefined && { name }) }),
        dataSourceFactory: async (options) => {
          if (!options) throw new Error('no options for the data source');
          return useKeys(await new DataSource(options).initialize(), keys);
        },
      });
    const pools = [pool('worker'), pool('web', WEB)];
    return { module: DatabaseModule, imports: [...pools, KeysModule.forRoot(keys)] };
  }
}

/** Somebody waits for a page: no statement of the web's, nor its wait for a lock, lasts longer. Jobs take the time that they need. */
const WEB_STATEMENT_MS = 120_000;

const withLimit = (options: DataSourceOptions, role: 'worker' | 'web'): DataSourceOptions =>
  role === 'web' ? ({ ...options, extra: { ...(options.extra as object), statement_timeout: WEB_STATEMENT_MS } } as DataSourceOptions) : options;
