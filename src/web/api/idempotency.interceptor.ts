import { createHash } from 'node:crypto';
import { Injectable, type CallHandler, type ExecutionContext, type NestInterceptor } from '@nestjs/common';
import { Reflector } from '@nestjs/core';
import type { FastifyReply, FastifyRequest } from 'fastify';
import { from, lastValueFrom, type Observable } from 'rxjs';
import type { EntityManager } from 'typeorm';
import { Clock } from '../../clock.js';
import { UnitOfWork } from '../../database/unit-of-work.js';
import { Refusal } from '../../errors.js';
import { ANSWERS_SECRET } from './answers-secret.js';
import { KEPT_FOR_MS } from './idempotent-requests.service.js';

/** What is kept of an answer: that it was given, and what names what came of it. */
interface Kept {
  request_hash: string;
  status: number;
  etag: string | null;
  location: string | null;
}

/**
 * A POST under /api/v1 with an Idempotency-Key is done once: sent again within a day, it answers the first status, ETag and Location,
 * with `Idempotent-Replayed: true` and no body. Whoever may still read what came of it reads it where Location says, under today's rights
 * (decision 27). It is kept in the transaction of the work itself, and a refused request keeps nothing.
 * Two at once: the second waits for the first. Errors: IDEMPOTENCY_KEY_REUSED (422), IDEMPOTENCY_KEY_INVALID (400).
 */
@Injectable()
export class IdempotencyInterceptor implements NestInterceptor {
  constructor(
    private readonly unitOfWork: UnitOfWork,
    private readonly clock: Clock,
    private readonly reflector: Reflector,
  ) {}

  intercept(context: ExecutionContext, next: CallHandler): Observable<unknown> {
    const http = context.switchToHttp();
    const [request, reply] = [http.getRequest<FastifyRequest>(), http.getResponse<FastifyReply>()];
    const key = request.headers['idempotency-key'];
    const personId = request.visitor?.person.personId;
    const isSecret = this.reflector.get<boolean | undefined>(ANSWERS_SECRET, context.getHandler());
    if (isSecret || key === undefined || personId === undefined || request.method !== 'POST' || !request.url.startsWith('/api/v1/')) return next.handle();
    if (typeof key !== 'string' || !/^[\x21-\x7e]{1,200}$/.test(key))
      throw new Refusal(400, 'IDEMPOTENCY_KEY_INVALID', 'Send as Idempotency-Key 1 to 200 letters, digits or signs without blanks, such as a UUID.');
    return from(this.unitOfWork.run(({ manager }) => this.once(manager, personId, key, request, reply, next)));
  }

  private async once(manager: EntityManager, personId: number, key: string, request: FastifyRequest, reply: FastifyReply, next: CallHandler) {
    const madeAt = this.clock.realNow();
    const hash = hashOf(request);
    await manager.query('DELETE FROM idempotent_request WHERE person_id = $1 AND made_at < $2', [personId, new Date(madeAt.getTime() - KEPT_FOR_MS)]);
    const claimed = await manager.query<object[]>(
      `INSERT INTO idempotent_request (person_id, key, request_hash, status, made_at) VALUES ($1, $2, $3, 0, $4) ON CONFLICT DO NOTHING RETURNING key`,
      [personId, key, hash, madeAt],
    );
    if (claimed.length === 0) return this.replay(manager, personId, key, hash, reply);
    const answer: unknown = await lastValueFrom(next.handle());
    await manager.query('UPDATE idempotent_request SET status = $3, etag = $4, location = $5 WHERE person_id = $1 AND key = $2', [personId, key, reply.statusCode, reply.getHeader('etag') ?? null, reply.getHeader('location') ?? null]);
    return answer;
  }

  private async replay(manager: EntityManager, personId: number, key: string, hash: string, reply: FastifyReply): Promise<void> {
    const [kept] = await manager.query<Kept[]>('SELECT request_hash, status, etag, location FROM idempotent_request WHERE person_id = $1 AND key = $2', [personId, key]);
    if (!kept || kept.request_hash !== hash)
      throw new Refusal(422, 'IDEMPOTENCY_KEY_REUSED', 'This Idempotency-Key was sent with another request. Use a new key for each request.');
    const { status, etag, location } = kept;
    void reply.status(status).headers({ ...(etag !== null && { etag }), ...(location !== null && { location }), 'idempotent-replayed': 'true' });
  }
}

/** What makes two requests the same: where they go and what they carry, files by their content. */
function hashOf({ url, body, uploads }: FastifyRequest): string {
  const hash = createHash('sha256').update(url).update('\0').update(JSON.stringify(body ?? null));
  for (const [field, { fileName, content }] of Object.entries(uploads ?? {})) hash.update(`\0${field}\0${fileName}\0`).update(content);
  return hash.digest('hex');
}
