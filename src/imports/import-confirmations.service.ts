import { Injectable } from '@nestjs/common';
import { Approvals } from '../approvals/approvals.service.js';
import { UnitOfWork } from '../database/unit-of-work.js';
import { POSTS } from '../domain/agreement/roles.js';
import { conflict } from '../errors.js';
import type { LongWorkRow } from '../long-work/long-work.entity.js';
import { LongWork, noneUnderWay } from '../long-work/long-work.service.js';
import type { SignedIn } from '../web/visitor.js';
import type { ImportBatch } from './import-batch.entity.js';
import { IMPORT_LIMITS } from './import-limits.js';
import { importWork } from './import-work.js';
import { importSubject, ImportsService, requireReason, requireTakeable } from './imports.service.js';
import { newPosts } from './new-posts.js';

/** What confirming came to: a file that is imported, a large one that a worker imports, or a request that waits for a second person. */
export type Confirmed = { batch: ImportBatch } & ({ approvalId: null; work: LongWorkRow | null } | { approvalId: number; work: null });

/** A file confirmed by somebody signed in: one that puts people into posts takes two, as doing it by hand does. */
@Injectable()
export class ImportConfirmations {
  constructor(
    private readonly unitOfWork: UnitOfWork,
    private readonly imports: ImportsService,
    private readonly approvals: Approvals,
    private readonly longWork: LongWork,
  ) {}

  /**
   * Imports a file, begins a large one as long work, or asks for it; `reason` is why it changes what is recorded, where it does. Errors:
   * those of `ImportsService.confirmImport`; SEVERAL_AUTHORITIES, WORK_UNDER_WAY (409).
   */
  async confirm(actor: SignedIn, batchId: number, reason: string | null): Promise<Confirmed> {
    return this.unitOfWork.run(async () => {
      const batch = await this.imports.readImport(actor, batchId);
      requireReason(batch, reason);
      const granted = await this.unitOfWork.runIn('engine', ({ manager, now }) => newPosts(manager, batch, now));
      const [authorityCode, ...others] = new Set(granted.map((one) => one.authorityCode));
      if (authorityCode === undefined) return this.write(actor, batch, reason, false);
      if (others.length > 0) throw conflict('SEVERAL_AUTHORITIES', 'The file names people in posts of several authorities or their providers, each of which has to approve its own: split it, one file for each.');
      await noneUnderWay('import', importSubject(batchId));
      const posts = granted.map(({ email, post }) => `${email} as ${POSTS[post].name}`).join(', ');
      const payload = { importId: batchId, fileName: batch.fileName, posts, reason };
      const { id } = await this.approvals.ask(actor, { act: 'people.import', authorityCode, providerId: null, payload, grantedTo: granted.map(({ email }) => email) });
      return { batch, approvalId: id, work: null };
    });
  }

  /** Imports for whoever asked a file that a second person has approved; a large one as long work of theirs. Errors: as `confirm`. */
  async confirmApproved(asker: SignedIn, batchId: number, reason: string | null): Promise<void> {
    await this.unitOfWork.run(async () => this.write(asker, await this.imports.readImport(asker, batchId), reason, true));
  }

  /** Takes back what a confirmed file brought; of a large one as long work. Errors: those of `ImportsService.takeImportBack`; WORK_UNDER_WAY. */
  async takeBack(actor: SignedIn, batchId: number, reason: string): Promise<{ batch: ImportBatch; work: LongWorkRow | null }> {
    return this.unitOfWork.run(async () => {
      const batch = await this.imports.readImport(actor, batchId);
      requireTakeable(batch);
      if (batch.result.created + batch.result.changed <= IMPORT_LIMITS.writtenAtOnce) return { batch: await this.imports.takeImportBack(actor, batchId, reason), work: null };
      return { batch, work: await this.longWork.begin(actor.personId, importWork({ importId: batchId, reason, approved: true, takesBack: true })) };
    });
  }

  private async write(actor: SignedIn, batch: ImportBatch, reason: string | null, approved: boolean): Promise<Confirmed> {
    if (batch.rows.length <= IMPORT_LIMITS.writtenAtOnce) return { batch: await this.imports.confirmImport(actor, batch.id, reason), approvalId: null, work: null };
    return { batch, approvalId: null, work: await this.longWork.begin(actor.personId, importWork({ importId: batch.id, reason, approved })) };
  }
}
