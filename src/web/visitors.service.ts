import { Injectable } from '@nestjs/common';
import type { FastifyRequest } from 'fastify';
import { noteProof } from '../audit/request-context.js';
import { UnitOfWork } from '../database/unit-of-work.js';
import { AccessTokensService, TOKEN_PREFIX } from '../sign-in/access-tokens.service.js';
import { hashSecret } from '../sign-in/secrets.js';
import { SessionsService } from '../sign-in/sessions.service.js';
import { SignedInPeople } from '../sign-in/signed-in-people.service.js';
import type { FormValues } from './forms.js';
import { isByToken, secretOf } from './secret-of.js';
import type { Visitor } from './visitor.js';
import { WebSettings } from './web-settings.js';

const NEVER_KEPT = /^_|password|code|answer/i;
const LARGEST_DRAFT = 50_000;

@Injectable()
export class Visitors {
  constructor(
    private readonly unitOfWork: UnitOfWork,
    private readonly sessions: SessionsService,
    private readonly tokens: AccessTokensService,
    private readonly people: SignedInPeople,
    private readonly settings: WebSettings,
  ) {}

  /**
   * Who sent this request, asked of the database once per request: by access token, else by session. Null for a
   * stranger, an ended session, and anyone no longer active.
   */
  async identify(request: FastifyRequest): Promise<Visitor | null> {
    return (request.visitor ??= await this.unitOfWork.run(() => this.look(request)));
  }

  /** Reads anew what whoever sent this request may do, into the person that its work has in hand. */
  async lookAgain({ visitor }: FastifyRequest): Promise<void> {
    if (visitor) Object.assign(visitor.person, await this.people.find(visitor.person.personId));
  }

  private async look(request: FastifyRequest): Promise<Visitor | null> {
    const secret = secretOf(request, this.settings);
    if (isByToken(request)) return secret === null ? null : this.byToken(secret);
    const session = secret ? await this.sessions.find(secret) : null;
    const person = session && (await this.people.find(session.personId));
    if (person) noteProof('session', session.secretHash);
    return person && { person, session, token: null, level: person.ownCaseId === null ? null : (session.level ?? 'link') };
  }

  private async byToken(token: string): Promise<Visitor | null> {
    const found = token.startsWith(TOKEN_PREFIX) ? await this.tokens.find(token) : null;
    const person = found && (await this.people.find(found.personId));
    if (person) noteProof('token', hashSecret(token));
    return person && { person, session: null, token: { scopes: found.scopes, expiresAt: found.expiresAt }, level: person.ownCaseId === null ? null : 'full' };
  }

  /** Keeps a form for when its page is shown again, without what nobody else may read; forgets the one before. */
  async keepForm({ visitor, body }: FastifyRequest, page: string): Promise<void> {
    if (!visitor?.session) return;
    const fields = Object.fromEntries(Object.entries((body ?? {}) as FormValues).filter(([name]) => !NEVER_KEPT.test(name)));
    if (JSON.stringify(fields).length <= LARGEST_DRAFT) await this.sessions.keepDraft(visitor.session.secretHash, { page, fields });
  }

  /** The form has gone through. */
  async forgetForm({ visitor }: FastifyRequest): Promise<void> {
    if (visitor?.session?.draft) await this.sessions.keepDraft(visitor.session.secretHash, null);
  }
}
