import { Global, Module, type DynamicModule } from '@nestjs/common';
import { TypeOrmModule } from '@nestjs/typeorm';
import { AuditService } from '../audit/audit.service.js';
import { Clock } from '../clock.js';
import type { RunConfig } from '../config.js';
import { KeysModule } from '../keys/keys.module.js';
import { dataSourceOptions } from './data-source.js';
import { urlFor } from './roles.js';
import { UnitOfWork, WEB } from './unit-of-work.js';

/** What every noun needs: the transaction, the clock, the trail and the keys. */
@Global()
@Module({ providers: [UnitOfWork, Clock, AuditService], exports: [UnitOfWork, Clock, AuditService] })
export class DatabaseModule {
  static forRoot({ databaseUrl, databasePool, keys }: Pick<RunConfig, 'databaseUrl' | 'databasePool' | 'keys'>): DynamicModule {
    const pools = [
      TypeOrmModule.forRoot(dataSourceOptions(urlFor('worker', databaseUrl, keys), databasePool)),
      TypeOrmModule.forRoot({ ...dataSourceOptions(urlFor('web', databaseUrl, keys), databasePool), name: WEB }),
    ];
    return { module: DatabaseModule, imports: [...pools, KeysModule.forRoot(keys)] };
  }
}
