import type {} from '@fastify/view';
import type { Actor } from '../domain/permissions.js';
import type { Session } from '../sign-in/session.entity.js';

/** Someone signed in, as pages and services need them. */
export interface SignedIn extends Actor {
  name: string;
  email: string;
  authorityCode: string | null;
  providerId: number | null;
  /** The name of the authority or provider. */
  organisation: string;
}

/** Who sent a request, and how they proved it. */
export interface Visitor {
  person: SignedIn;
  /** Null for an access token. */
  session: VisitorSession | null;
  /** Null for a session. */
  token: { scopes: readonly string[] } | null;
}

export type VisitorSession = Pick<Session, 'secretHash' | 'formToken' | 'provenAt' | 'enrolling' | 'draft'>;

declare module 'fastify' {
  interface FastifyRequest {
    /** Undefined until somebody asked; null for a stranger. */
    visitor?: Visitor | null;
    /** The files of a multipart form, by field name. */
    uploads?: Record<string, Upload>;
  }
  interface FastifyReply {
    /** What every view has beside its own model (`PageContext`). */
    locals?: object;
  }
}

/** A file that somebody sent. */
export interface Upload {
  fileName: string;
  content: Buffer;
}
