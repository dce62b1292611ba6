import { Body, Controller, HttpCode, Post, Req } from '@nestjs/common';
import { ApiTags } from '@nestjs/swagger';
import type { FastifyRequest } from 'fastify';
import { Allow } from '../web/allow.js';
import { Operation } from '../web/api/operation.js';
import { FeedbackDto } from './feedback.dto.js';
import { FeedbackService } from './feedback.service.js';

@ApiTags('Feedback')
@Controller('api/v1/feedback')
export class FeedbackApi {
  constructor(private readonly feedback: FeedbackService) {}

  @Post()
  @HttpCode(204)
  @Allow.public()
  @Operation('Tells whoever runs the service what somebody thinks of it', { status: 204, description: 'Without a sign-in. Who sends it is not kept; five a day from one address are free, then it takes longer each time.' })
  async write(@Body() input: FeedbackDto, @Req() { ip }: FastifyRequest): Promise<void> {
    await this.feedback.write(input, ip);
  }
}
