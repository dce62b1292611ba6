import { Body, Controller, Get, Post } from '@nestjs/common';
import { ApiTags } from '@nestjs/swagger';
import { outsideTransaction } from '../database/unit-of-work.js';
import { parseInstant } from '../domain/time/london.js';
import { invalid } from '../errors.js';
import { InstallationFacts } from '../installation/installation-facts.service.js';
import { InstantField } from '../validation.js';
import { Allow } from '../web/allow.js';
import { answer } from '../web/api/answer.js';
import { Operation } from '../web/api/operation.js';
import { Shows } from '../web/api/shows.js';
import { TrainingClock } from './training-clock.service.js';

export class MoveClockDto {
  @InstantField({ description: 'the time to move to' }) now: string;
}

export class ClockAnswer {
  @Shows.choice(['training', 'live']) kind: string;
  @Shows.flag({ of: 'whether the people in it are invented' }) sample: boolean;
  @Shows.instant({ of: 'the time here' }) now: Date;
}

export class MovedAnswer {
  @Shows.instant() from: Date;
  @Shows.instant({ of: 'the time here, after the move' }) now: Date;
  @Shows.number({ of: 'how many instants on the way had something due' }) stops: number;
  @Shows.number({ of: 'mails that went out on the way' }) messages: number;
}

@ApiTags('Training')
@Controller('api/v1/training/clock')
export class TrainingApi {
  constructor(
    private readonly installation: InstallationFacts,
    private readonly clock: TrainingClock,
  ) {}

  @Get()
  @Allow.training()
  @Operation('What time it is in this training installation', { answers: ClockAnswer })
  async read() {
    return answer(await this.installation.read());
  }

  @Post()
  @Allow.training()
  @Operation('Moves the clock forward and lives through the time between: everything due on the way happens', { answers: MovedAnswer })
  async move(@Body() input: MoveClockDto) {
    const to = parseInstant(input.now);
    if (!to) throw invalid([{ code: 'NOT_AN_INSTANT', field: 'now', sentence: 'Enter a real date and time, such as 2026-10-30T16:00.' }]);
    return answer(await outsideTransaction(() => this.clock.moveClock(to)));
  }
}
