import { Injectable } from '@nestjs/common';
import { Approvals } from '../approvals/approvals.service.js';
import { UnitOfWork } from '../database/unit-of-work.js';
import { POSTS } from '../domain/agreement/roles.js';
import { londonDate } from '../domain/time/london.js';
import { conflict } from '../errors.js';
import type { SignedIn } from '../web/visitor.js';
import type { ImportBatch } from './import-batch.entity.js';
import { ImportsService, requireReason } from './imports.service.js';

/** What confirming came to: a file that is imported, or a request that waits for a second person. */
export type Confirmed = { batch: ImportBatch; approvalId: null } | { batch: ImportBatch; approvalId: number };

interface Granted {
  authorityCode: string;
  email: string;
  post: keyof typeof POSTS;
}

/** A file confirmed by somebody signed in: one that puts people into posts of an authority takes two, as doing it by hand does. */
@Injectable()
export class ImportConfirmations {
  constructor(
    private readonly unitOfWork: UnitOfWork,
    private readonly imports: ImportsService,
    private readonly approvals: Approvals,
  ) {}

  /** Imports a file, or asks for it; `reason` is why it changes what is recorded, where it does. Errors: those of `ImportsService.confirmImport`; SEVERAL_AUTHORITIES (409). */
  async confirm(actor: SignedIn, batchId: number, reason: string | null): Promise<Confirmed> {
    return this.unitOfWork.run(async () => {
      const batch = await this.imports.readImport(actor, batchId);
      requireReason(batch, reason);
      const granted = batch.kind === 'people' && batch.state === 'previewed' ? await this.newPosts(batch) : [];
      const [authorityCode, ...others] = new Set(granted.map((one) => one.authorityCode));
      if (authorityCode === undefined) return { batch: await this.imports.confirmImport(actor, batchId, reason), approvalId: null };
      if (others.length > 0) throw conflict('SEVERAL_AUTHORITIES', 'The file names people in posts of several authorities, each of which has to approve its own: split it, one file for each.');
      const posts = granted.map(({ email, post }) => `${email} as ${POSTS[post].name}`).join(', ');
      const payload = { importId: batchId, fileName: batch.fileName, posts, reason };
      const { id } = await this.approvals.ask(actor, { act: 'people.import', authorityCode, providerId: null, payload, grantedTo: granted.map(({ email }) => email) });
      return { batch, approvalId: id };
    });
  }

  /** The posts of authorities that a file gives, or gives for longer than they are held. */
  private async newPosts({ rows }: ImportBatch): Promise<Granted[]> {
    const posts = Object.entries(POSTS).flatMap(([post, { at }]) => (at === 'authority' ? [post] : []));
    return this.unitOfWork.runIn('engine', ({ manager, now }) => manager.query<Granted[]>(NEW_POSTS_SQL, [JSON.stringify(rows.map(({ cells }) => cells)), posts, londonDate(now)]));
  }
}

const NEW_POSTS_SQL = `
SELECT DISTINCT r.organisation AS "authorityCode", r.email, r.post
FROM jsonb_to_recordset($1) AS r(email text, post text, organisation text, team text, until_on date)
WHERE r.post = ANY($2::text[]) AND NOT EXISTS (
  SELECT FROM person p JOIN post_holding h ON h.person_id = p.id
  WHERE p.email = r.email AND h.post = r.post AND h.authority_code = r.organisation AND h.team IS NOT DISTINCT FROM r.team
    AND (h.until_on IS NULL OR (r.until_on IS NULL AND h.until_on > $3::date) OR (h.until_on >= r.until_on)))
ORDER BY 1, 2, 3`;
