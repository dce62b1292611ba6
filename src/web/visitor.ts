import type {} from '@fastify/view';
import type { Branding } from '../branding/branding.js';
import type { Actor } from '../domain/permissions.js';
import type { Scope } from '../sign-in/scopes.js';
import type { Session, SessionLevel } from '../sign-in/session.entity.js';

/** Someone signed in, as pages and services need them. */
export interface SignedIn extends Actor {
  name: string;
  /** Null only for a young person with a mobile alone. */
  email: string | null;
  /** The reference of a young person's own case; null for everybody else. */
  ownReference: string | null;
  /** The name of the authority or provider; a young person's home authority. */
  organisation: string;
  /** Name, colour and contact that their authority has set; a young person's home authority. */
  branding: Branding | null;
  emergencyAccess: readonly { id: number; caseId: number; reference: string; untilAt: Date }[];
}

/** Who sent a request, and how they proved it. */
export interface Visitor {
  person: SignedIn;
  /** Null for an access token. */
  session: VisitorSession | null;
  /** How far a young person has proved who they are; null for everybody else. */
  level: SessionLevel | null;
  /** Null for a session. */
  token: TokenUsed | null;
}

/** The access token that a request came with. */
export interface TokenUsed {
  scopes: readonly Scope[];
  expiresAt: Date;
}

export type VisitorSession = Pick<Session, 'secretHash' | 'formToken' | 'provenAt' | 'enrolling' | 'choosing' | 'draft'>;

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
