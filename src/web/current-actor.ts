import { createParamDecorator, type ExecutionContext } from '@nestjs/common';
import type { FastifyRequest } from 'fastify';
import { notSignedIn } from './refusals.js';
import type { SignedIn } from './visitor.js';

/** A handler's parameter: who is signed in. Their posts are read anew for each request. 401 on a public route without a sign-in. */
export const CurrentActor = createParamDecorator((_data: unknown, context: ExecutionContext): SignedIn => {
  const visitor = context.switchToHttp().getRequest<FastifyRequest>().visitor;
  if (!visitor) throw notSignedIn();
  return visitor.person;
});
