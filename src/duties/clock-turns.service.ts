import { Injectable } from '@nestjs/common';
import { InjectDataSource } from '@nestjs/typeorm';
import { DataSource } from 'typeorm';
import { LOCKS } from '../database/locks.js';
import { conflict } from '../errors.js';

/**
 * The ticks of the timetable and the walk of a moved training clock take turns: any number of ticks at once, or one walk.
 * The locks go with their connection if a process dies.
 */
@Injectable()
export class ClockTurns {
  constructor(@InjectDataSource() private readonly dataSource: DataSource) {}

  /** Does a tick's work; nothing while the training clock is being moved, since whoever moves it does the work then. */
  async tick(work: () => Promise<void>): Promise<void> {
    await this.withConnection(async (query) => {
      if (!(await query('SELECT pg_try_advisory_lock_shared($1) AS locked', LOCKS.tick))) return;
      try {
        await work();
      } finally {
        await query('SELECT pg_advisory_unlock_shared($1) AS locked', LOCKS.tick);
      }
    });
  }

  /** Does a walk's work once the running ticks have ended. Errors: CLOCK_IS_MOVING. */
  async walk<T>(work: () => Promise<T>): Promise<T> {
    return this.withConnection(async (query) => {
      if (!(await query('SELECT pg_try_advisory_lock($1) AS locked', LOCKS.walk))) {
        throw conflict('CLOCK_IS_MOVING', 'Somebody is moving the clock at this moment. Wait until it has arrived.');
      }
      try {
        await query('SELECT pg_advisory_lock($1) IS NULL AS locked', LOCKS.tick);
        try {
          return await work();
        } finally {
          await query('SELECT pg_advisory_unlock($1) AS locked', LOCKS.tick);
        }
      } finally {
        await query('SELECT pg_advisory_unlock($1) AS locked', LOCKS.walk);
      }
    });
  }

  private async withConnection<T>(work: (query: (sql: string, key: number) => Promise<boolean>) => Promise<T>): Promise<T> {
    const runner = this.dataSource.createQueryRunner();
    try {
      return await work(async (sql, key) => {
        const [row] = (await runner.query(sql, [key])) as { locked: boolean }[];
        return row?.locked ?? false;
      });
    } finally {
      await runner.release();
    }
  }
}
