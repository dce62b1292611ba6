import { Controller, Get } from '@nestjs/common';
import { ApiExcludeController } from '@nestjs/swagger';
import { UnitOfWork } from '../database/unit-of-work.js';
import { formatInstant } from '../domain/time/london.js';
import { Allow } from './allow.js';

@ApiExcludeController()
@Controller('health')
export class HealthApi {
  constructor(private readonly unitOfWork: UnitOfWork) {}

  /** 200 with `{ status: 'ok' }` where the database answers; 503 otherwise. For load balancers: it says nothing of anyone. */
  @Get()
  @Allow.public()
  async look(): Promise<{ status: 'ok'; database: 'ok'; now: string; dueSince: string | null }> {
    return this.unitOfWork.runIn('engine', async ({ manager, now }) => {
      const [row] = await manager.query<{ since: Date | null }[]>('SELECT min(next_action_at) AS since FROM duty WHERE next_action_at <= $1', [now]);
      return { status: 'ok', database: 'ok', now: formatInstant(now), dueSince: row?.since ? formatInstant(row.since) : null };
    });
  }
}
