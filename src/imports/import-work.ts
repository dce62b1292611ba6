import { transaction } from '../database/unit-of-work.js';
import type { Actor } from '../domain/permissions.js';
import { conflict } from '../errors.js';
import type { BegunWork } from '../long-work/long-work.service.js';
import type { Progress } from '../long-work/progress.js';
import type { ImportCounts } from './import-batch.entity.js';
import { importSubject, type ImportsService } from './imports.service.js';
import { newPosts } from './new-posts.js';

/** What a large file to be written is, as long work: which, why it overwrites something, and whether a second person has approved it. */
interface ImportInput {
  importId: number;
  reason: string | null;
  approved: boolean;
  /** Whether what it brought is to be taken back, for the reason. */
  takesBack?: boolean;
}

/** A file to be written by a worker. */
export const importWork = (input: ImportInput): BegunWork => ({ kind: 'import', subject: importSubject(input.importId), input: { ...input } });

/** Writes it, or takes it back. Errors: those of `ImportsService.confirmImport`; APPROVAL_NEEDED (409) where by now it would put people into posts. */
export async function doImport(imports: ImportsService, actor: Actor, input: Record<string, unknown>, progress: Progress): Promise<ImportCounts> {
  const { importId, reason, approved, takesBack = false } = input as unknown as ImportInput;
  if (takesBack) return (await imports.takeImportBack(actor, importId, reason ?? '', progress)).result;
  const { manager, now } = transaction();
  if (!approved && (await newPosts(manager, await imports.readImport(actor, importId), now)).length > 0) throw conflict('APPROVAL_NEEDED', 'By now this file would put people into posts, which takes a second person.');
  const { result } = await imports.confirmImport(actor, importId, reason, progress);
  return result;
}
