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
   * One line for each fault, with what finds it in the code. What a fault says of itself stays out: a driver, a parser and the
   * language quote the value that they stumbled over.
   */
  fault(requestId: string, error: unknown): void {
    if (!(error instanceof Error)) return this.logger.error({ requestId, fault: typeof error }, 'fault');
    const { code, table, column, constraint } = (error as Detailed).driverError ?? (error as Detailed);
    const frames = (error.stack ?? '').split('\n').filter((line) => /^\s+at .*(:\d+:\d+\)?|<anonymous>\)?)$/.test(line)).map((line) => line.trim());
    const named = { code: word(code), table: word(table), column: word(column), constraint: word(constraint) };
    this.logger.error({ requestId, fault: word(error.name), ...named, frames }, 'fault');
  }

  /** One line for each sign-in with an organisation's provider that failed: which one, and the library's code for it; nothing that the provider said. */
  signInFailed(requestId: string | null, identityProvider: number, error: unknown): void {
    const { name, code, error: said } = error as { name?: string; code?: unknown; error?: unknown };
    this.logger.warn({ requestId, identityProvider, fault: word(name), code: word(code), said: word(said) }, 'sign-in failed');
  }
}

/** A name or a code of a program's; nothing that somebody wrote. */
const word = (value: unknown): string | undefined => (typeof value === 'string' && /^\w{1,63}$/.test(value) ? value : undefined);
