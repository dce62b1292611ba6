import { Injectable } from '@nestjs/common';
import { IsNull } from 'typeorm';
import { AuditService } from '../audit/audit.service.js';
import { inRole, transaction } from '../database/unit-of-work.js';
import type { LocalDate } from '../domain/time/local-date.js';
import { conflict, notFound } from '../errors.js';
import { CaseWork } from '../young-people/case-work.service.js';
import type { SignedIn } from '../web/visitor.js';
import { OwnFileMaker, subjectOf } from './own-file-maker.service.js';
import type { OwnFile } from './own-file.js';
import { newRequest } from './own-files.service.js';
import { SubjectRequest } from './subject-request.entity.js';

/** What a young person sees of their request. */
export interface OwnRequest {
  state: 'not asked' | 'asked' | 'ready';
  /** The last day to answer; null where nothing waits. */
  answerBy: LocalDate | null;
}

/** A young person asks for what is held about them, and fetches it once somebody has let it go. */
@Injectable()
export class OwnRequests {
  constructor(
    private readonly cases: CaseWork,
    private readonly audit: AuditService,
    private readonly maker: OwnFileMaker,
  ) {}

  /** What waits. Errors: NOT_FOUND. */
  async read(actor: SignedIn): Promise<OwnRequest> {
    return this.cases.read(actor, referenceOf(actor), async ({ youngPerson }) => stateOf(await waiting(youngPerson.id)), { action: 'own-file.ask' });
  }

  /** Asks. Nobody has to say why. Errors: NOT_FOUND, ALREADY_ASKED. */
  async ask(actor: SignedIn): Promise<OwnRequest> {
    return this.cases.read(actor, referenceOf(actor), async ({ youngPerson, now }) => {
      const { manager } = transaction();
      // One after the other, whoever presses twice.
      await inRole('engine', () => manager.query('SELECT id FROM young_person WHERE id = $1 FOR NO KEY UPDATE', [youngPerson.id]));
      if (await waiting(youngPerson.id)) throw conflict('ALREADY_ASKED', 'You have asked already.');
      const request = await inRole('engine', async () => manager.save(SubjectRequest, { ...(await newRequest(manager, youngPerson.id, now)), askedBy: actor.personId, byThemselves: true, words: '' }));
      await this.audit.record(actor.personId, { name: 'own-file.ask', caseId: youngPerson.id, subject: subjectOf(request), capacity: 'young-person' });
      return stateOf(request);
    }, { action: 'own-file.ask' });
  }

  /** The file, once it may be fetched; from then on they may ask anew. Errors: NOT_FOUND, NOT_READY. */
  async fetch(actor: SignedIn): Promise<OwnFile> {
    return this.cases.read(actor, referenceOf(actor), async ({ youngPerson }) => {
      const request = await waiting(youngPerson.id);
      if (request?.releasedAt == null) throw conflict('NOT_READY', 'It is not ready yet.');
      return this.maker.make(request, youngPerson.reference, { personId: actor.personId, capacity: 'young-person', event: 'own-file.fetch', toWhom: 'The young person themselves, on their own pages' });
    }, { action: 'own-file.fetch' });
  }
}

const stateOf = (request: Pick<SubjectRequest, 'releasedAt' | 'answerBy'> | null): OwnRequest =>
  request === null ? { state: 'not asked', answerBy: null } : { state: request.releasedAt === null ? 'asked' : 'ready', answerBy: request.answerBy };

const waiting = (caseId: number): Promise<SubjectRequest | null> => inRole('engine', () => transaction().manager.findOneBy(SubjectRequest, { caseId, byThemselves: true, givenAt: IsNull() }));

function referenceOf({ ownReference }: SignedIn): string {
  if (ownReference === null) throw notFound('such page');
  return ownReference;
}
