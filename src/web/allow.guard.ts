import { Injectable, type CanActivate, type ExecutionContext } from '@nestjs/common';
import { Reflector } from '@nestjs/core';
import type { FastifyReply, FastifyRequest } from 'fastify';
import { Clock } from '../clock.js';
import { notFound, Refusal } from '../errors.js';
import { InstallationFacts } from '../installation/installation-facts.service.js';
import { CALENDAR, type Scope } from '../sign-in/scopes.js';
import { equalSecrets } from '../sign-in/secrets.js';
import { ADMISSION, type Admission, HOLDS_TOKEN, NEEDS_PROOF, OPEN_WHILE_CHOOSING, OPEN_WHILE_ENROLLING, PROOF_MS, READS_FEED, SENSITIVE } from './allow.js';
import { refuseUnreadableInput } from './readable-input.js';
import { choosePassword, enrolFirst, notFromHere, notSignedIn, pinNeeded, proveYourself, scopeMissing } from './refusals.js';
import { isFromHere } from './same-origin.js';
import { isCsv, readCsvBody, readUploads, TAKES_FILES } from './uploads.js';
import type { TokenUsed, Visitor, VisitorSession } from './visitor.js';
import { isApi } from './secret-of.js';
import { Visitors } from './visitors.service.js';
import { WebSettings } from './web-settings.js';

/** Stands before every handler: who may come in, and whether a change comes from where it should. Closed where nothing is said. */
@Injectable()
export class AllowGuard implements CanActivate {
  constructor(
    private readonly reflector: Reflector,
    private readonly visitors: Visitors,
    private readonly installation: InstallationFacts,
    private readonly settings: WebSettings,
    private readonly clock: Clock,
  ) {}

  async canActivate(context: ExecutionContext): Promise<boolean> {
    const http = context.switchToHttp();
    const request = http.getRequest<FastifyRequest>();
    const admission = this.reflector.get<Admission | undefined>(ADMISSION, context.getHandler());
    if (!admission) return false;
    void http.getResponse<FastifyReply>().header('cache-control', 'no-store');
    const visitor = await this.visitors.identify(request);
    if (admission !== 'public' && !visitor) throw notSignedIn();
    if (visitor) checkAudience(admission, visitor);
    if (admission !== 'public' && visitor?.session) this.checkComplete(context, visitor.session);
    if (admission === 'training' && !(await this.installation.isTraining())) throw notFound('such page');
    if (admission !== 'public' && visitor?.token) this.checkScopes(context, request, visitor.token);
    await this.takeBody(context, request);
    if (!isRead(request)) this.checkSender(request, admission === 'public' && !this.isMarked(HOLDS_TOKEN, context) ? null : visitor);
    if (visitor?.session && this.isMarked(NEEDS_PROOF, context)) await this.checkProof(request, visitor.session);
    return true;
  }

  private isMarked = (mark: string, context: ExecutionContext): boolean => this.reflector.get<boolean | undefined>(mark, context.getHandler()) ?? false;

  /** What is still to be done before anything else: a password of one's own choice, then a second factor. */
  private checkComplete(context: ExecutionContext, { choosing, enrolling }: VisitorSession): void {
    if (choosing) {
      if (!this.isMarked(OPEN_WHILE_CHOOSING, context)) throw choosePassword();
    } else if (enrolling && !this.isMarked(OPEN_WHILE_ENROLLING, context)) throw enrolFirst();
  }

  /** Last of all: whoever is sent away to prove themselves would be let in otherwise. */
  private async checkProof(request: FastifyRequest, { provenAt }: VisitorSession): Promise<void> {
    const age = this.clock.realNow().getTime() - (provenAt?.getTime() ?? -Infinity);
    if (age >= PROOF_MS) throw proveYourself();
    if (!isRead(request)) await this.visitors.forgetForm(request);
  }

  /** An access token does what it was made for: GET and HEAD need `read`, everything else `write`, some handlers `sensitive` too; a feed needs `calendar`. */
  private checkScopes(context: ExecutionContext, request: FastifyRequest, { scopes }: TokenUsed): void {
    const needed: Scope[] = [this.isMarked(READS_FEED, context) ? CALENDAR : isRead(request) ? 'read' : 'write'];
    if (this.isMarked(SENSITIVE, context)) needed.push('sensitive');
    for (const scope of needed) if (!scopes.includes(scope)) throw scopeMissing(scope);
  }

  /** A file waits unread until its sender is known. */
  private async takeBody(context: ExecutionContext, request: FastifyRequest): Promise<void> {
    if (request.isMultipart() || isCsv(request)) {
      if (!this.isMarked(TAKES_FILES, context)) throw wrongType();
      await (isCsv(request) ? readCsvBody(request) : readUploads(request));
    }
    refuseUnreadableInput(request);
  }

  /** A change by a session needs its form token; a sign-in has no session yet, and needs to come from our own page alone. */
  private checkSender(request: FastifyRequest, visitor: Visitor | null): void {
    if (visitor && !visitor.session) return;
    if (visitor && isApi(request)) throw notSignedIn();
    const sent = (request.body as { _token?: unknown } | null | undefined)?._token;
    const isOurForm = !visitor?.session || equalSecrets(typeof sent === 'string' ? sent : '', visitor.session.formToken);
    if (!isOurForm || !isFromHere(request, this.settings.publicUrl)) throw notFromHere();
  }
}

/** A young person has pages of their own, and nobody else comes to them; what is not theirs is not there for them. */
function checkAudience(admission: Admission, { person, level }: Visitor): void {
  if (admission === 'public') return;
  if (admission.startsWith('young-person') !== (person.ownCaseId !== null)) throw notFound('such page');
  if (admission === 'young-person-in-full' && level !== 'full') throw pinNeeded();
}

const isRead = ({ method }: FastifyRequest) => method === 'GET' || method === 'HEAD';

const wrongType = () => new Refusal(415, 'WRONG_CONTENT_TYPE', 'This address takes no files. Send a form or JSON.');
