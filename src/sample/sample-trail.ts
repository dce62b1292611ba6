import type { EntityManager } from 'typeorm';

/** Who did what and when, from the rows of the facts: the sample's trail begins where its cases do. */
const ACTS = [
  `SELECT y.registered_at, NULL::int, 'case.register', y.id, NULL::text FROM young_person y WHERE y.id = ANY($1)`,
  `SELECT k.from_at, NULL, 'key-worker.assign', k.case_id, 'key-worker-' || k.id FROM key_worker_assignment k WHERE k.case_id = ANY($1)`,
  `SELECT k.until_at, NULL, 'key-worker.end', k.case_id, 'key-worker-' || k.id FROM key_worker_assignment k WHERE k.case_id = ANY($1) AND k.until_at IS NOT NULL`,
  `SELECT (p.agreed_on + time '10:00') AT TIME ZONE 'Europe/London', NULL, 'placement.agree', p.case_id, 'placement-' || p.id FROM placement p WHERE p.case_id = ANY($1)`,
  `SELECT e.recorded_at, e.recorded_by, 'placement.end', p.case_id, 'placement-' || p.id FROM placement_ending e JOIN placement p ON p.id = e.placement_id WHERE p.case_id = ANY($1)`,
  `SELECT l.written_at, l.written_by, 'plan.write', p.case_id, 'plan-' || l.id FROM plan l JOIN placement p ON p.id = l.placement_id WHERE p.case_id = ANY($1)`,
  `SELECT a.recorded_at, a.recorded_by, 'plan.agree', p.case_id, 'plan-' || l.id FROM plan_agreement a JOIN plan l ON l.id = a.plan_id JOIN placement p ON p.id = l.placement_id WHERE p.case_id = ANY($1)`,
  `SELECT r.recorded_at, r.recorded_by, 'review.record', p.case_id, 'review-' || r.id FROM review r JOIN placement p ON p.id = r.placement_id WHERE p.case_id = ANY($1)`,
  `SELECT n.recorded_at, n.recorded_by, 'risk-notice.report', n.case_id, 'risk-notice-' || n.id FROM risk_notice n WHERE n.case_id = ANY($1)`,
  `SELECT c.recorded_at, c.recorded_by, 'risk-call.record', n.case_id, 'risk-notice-' || n.id FROM risk_call c JOIN risk_notice n ON n.id = c.notice_id WHERE n.case_id = ANY($1)`,
  `SELECT e.recorded_at, e.raised_by, 'emergency.raise', e.case_id, 'emergency-' || e.id FROM emergency e WHERE e.case_id = ANY($1)`,
  `SELECT e.responded_at, e.responded_by, 'emergency.respond', e.case_id, 'emergency-' || e.id FROM emergency e WHERE e.case_id = ANY($1) AND e.responded_at IS NOT NULL`,
  `SELECT r.recorded_at, r.recorded_by, r.kind || '.record', r.case_id, 'record-' || r.id FROM record r WHERE r.case_id = ANY($1)`,
];

export async function writeTrail(manager: EntityManager, caseIds: readonly number[], now: Date): Promise<void> {
  await manager.query(
    `INSERT INTO audit_event (happened_at, person_id, name, case_id, subject)
     SELECT least(happened_at, $2), person_id, name, case_id, subject
     FROM (${ACTS.join(' UNION ALL ')}) AS acts(happened_at, person_id, name, case_id, subject) ORDER BY 1, case_id, name`,
    [caseIds, now],
  );
}
