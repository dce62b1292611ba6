import { Global, Module, type DynamicModule } from '@nestjs/common';
import { TypeOrmModule } from '@nestjs/typeorm';
import { AuditService } from '../audit/audit.service.js';
import { Clock } from '../clock.js';
import { DataSource } from 'typeorm';
import { useKeys } from '../encryption/use-keys.js';
import { dataSourceOptions, PROVISIONAL } from './data-source.js';
import { UnitOfWork } from './unit-of-work.js';

/** What every noun needs: the transaction, the clock and the trail. */
@Global()
@Module({ providers: [UnitOfWork, Clock, AuditService], exports: [UnitOfWork, Clock, AuditService] })
export class DatabaseModule {
  static forRoot(url: string, poolSize: number): DynamicModule {
    return { module: DatabaseModule, imports: [TypeOrmModule.forRootAsync({ useFactory: () => dataSourceOptions(url, poolSize), dataSourceFactory: async (options) => useKeys(await new DataSource(options!).initialize(), PROVISIONAL, null) })] };
  }
}
