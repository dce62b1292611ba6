import { Injectable } from '@nestjs/common';
import type { FastifyReply, FastifyRequest } from 'fastify';
import { pino, type Logger } from 'pino';
import { QueryFailedError } from 'typeorm';
import type { Config } from '../config.js';

/** The log of the edge: allow-listed fields, route patterns instead of addresses, and no value that anybody sent. */
@Injectable()
export class RequestLog {
  private readonly logger: Logger;

  constructor(level: Config['logLevel'], destination?: NodeJS.WritableStream) {
    this.logger = pino({ level, base: null, timestamp: pino.stdTimeFunctions.isoTime }, destination ?? pino.destination(1));
  }

  /** One line for each request that was answered. */
  answered(request: FastifyRequest, reply: FastifyReply): void {
    const { method, id, routeOptions } = request;
    this.logger.info({ requestId: id, method, route: routeOptions?.url ?? '(none)', status: reply.statusCode, ms: Math.round(reply.elapsedTime) }, 'answered');
  }

  /** One line for each fault, with what finds it in the code. A database error's message quotes values, so it stays out. */
  fault(requestId: string, error: unknown): void {
    if (!(error instanceof Error)) return this.logger.error({ requestId, fault: typeof error }, 'fault');
    const { name, message } = error;
    const frames = (error.stack ?? '').split('\n').filter((line) => /^\s+at /.test(line)).map((line) => line.trim());
    if (!(error instanceof QueryFailedError)) return this.logger.error({ requestId, fault: name, message, frames }, 'fault');
    const { code, table, column, constraint } = error.driverError as Record<string, string | undefined> & Error;
    this.logger.error({ requestId, fault: name, code, table, column, constraint, frames }, 'fault');
  }

  /** One line for each sign-in with an organisation's provider that failed: which one, and the library's code for it; nothing that the provider said. */
  signInFailed(requestId: string | null, identityProvider: number, error: unknown): void {
    const { name, code, error: said } = error as { name?: string; code?: unknown; error?: unknown };
    const word = (value: unknown) => (typeof value === 'string' && /^\w{1,60}$/.test(value) ? value : undefined);
    this.logger.warn({ requestId, identityProvider, fault: word(name), code: word(code), said: word(said) }, 'sign-in failed');
  }
}
