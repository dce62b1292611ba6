import { Injectable } from '@nestjs/common';
import type { FastifyReply, FastifyRequest } from 'fastify';
import { pino, type Logger } from 'pino';
import type { Config } from '../config.js';

/** What errors have that come from PostgreSQL's driver, past TypeORM or through it. */
interface Detailed {
  code?: unknown;
  table?: unknown;
  column?: unknown;
  constraint?: unknown;
  driverError?: Detailed;
}

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

  /**
   * One line for each fault, with what finds it in the code: its name, its code, and where it was. Its message stays out: a database
   * quotes rows, a parser the text that it could not read.
   */
  fault(requestId: string, error: unknown): void {
    if (!(error instanceof Error)) return this.logger.error({ requestId, fault: typeof error }, 'fault');
    const frames = (error.stack ?? '').split('\n').filter((line) => FRAME.test(line)).map((line) => line.trim());
    const { code, table, column, constraint } = (error as Detailed).driverError ?? (error as Detailed);
    this.logger.error({ requestId, ...words({ fault: error.name, code, table, column, constraint }), frames }, 'fault');
  }

  /** One line for each sign-in with an organisation's provider that failed: which one, and the library's code for it; nothing that the provider said. */
  signInFailed(requestId: string | null, identityProvider: number, error: unknown): void {
    const { name, code, error: said } = error as { name?: string; code?: unknown; error?: unknown };
    this.logger.warn({ requestId, identityProvider, ...words({ fault: name, code, said }) }, 'sign-in failed');
  }
}

/** Where something was thrown: a line that names a place in the code. */
const FRAME = /^ +at .*:\d+:\d+\)?$|^ +at .*\((<anonymous>|native)\)$/;

/** Of these only what is one word: a sentence may quote what somebody typed. */
const words = (said: Record<string, unknown>): Record<string, unknown> => Object.fromEntries(Object.entries(said).filter(([, value]) => typeof value === 'string' && /^\w{1,60}$/.test(value)));
