import type { EntityManager } from 'typeorm';
import type { AuditService } from '../audit/audit.service.js';
import type { UnitOfWork } from '../database/unit-of-work.js';
import { conflict, notFound } from '../errors.js';

/**
 * Destroys a case's key, and with it every text of the case for good: from the commit on they read “erased” for everybody, and
 * nothing can be written there any more. What the duties go by stays. Errors: NOT_FOUND, CASE_ERASED where it was done before.
 */
export async function shredCase(unitOfWork: UnitOfWork, audit: AuditService, reference: string, reason: string): Promise<void> {
  await unitOfWork.run(async ({ manager, now }) => {
    // Whoever is writing in the case has finished then, and whoever comes after finds no key.
    const [found] = await manager.query<{ id: number }[]>('SELECT id FROM young_person WHERE reference = $1 FOR UPDATE', [reference]);
    if (!found) throw notFound('case');
    if (!(await destroyKey(manager, found.id, now, reason))) throw conflict('CASE_ERASED', 'The texts of this case were erased before.');
    await manager.query('UPDATE young_person SET uln = NULL, upn = NULL, uln_hash = NULL, upn_hash = NULL, version = version + 1 WHERE id = $1', [found.id]);
    await audit.record(null, { name: 'case.erase-texts', caseId: found.id });
  });
}

/** Destroys the key of a case that is locked. False where it was destroyed before. */
export async function destroyKey(manager: EntityManager, caseId: number, now: Date, because: string): Promise<boolean> {
  const done = await manager.query<object[]>(
    `INSERT INTO case_key (case_id, wrapped_key, wrapping_key_id, shredded_at, shredded_because) VALUES ($1, NULL, '', $2, $3)
     ON CONFLICT (case_id) DO UPDATE SET wrapped_key = NULL, wrapping_key_id = '', shredded_at = EXCLUDED.shredded_at, shredded_because = EXCLUDED.shredded_because
     WHERE case_key.wrapped_key IS NOT NULL RETURNING case_id`,
    [caseId, now, because],
  );
  return done.length > 0;
}
