import type { EntityManager } from 'typeorm';
import type { CaseFacts, PlacementFact } from '../domain/agreement/facts.js';

/** One row a case; every list inside is JSON with instants as text, which `revive` turns into dates. */
const FACTS_SQL = `
SELECT y.id AS "caseId", jsonb_build_object(
  'youngPerson', jsonb_build_object('id', y.id, 'bornOn', y.born_on, 'registeredAt', y.registered_at),
  'keyWorkers', (SELECT coalesce(jsonb_agg(jsonb_build_object('id', k.id, 'fromAt', k.from_at, 'untilAt', k.until_at,
      'authorityToActConfirmedAt', k.authority_to_act_confirmed_at) ORDER BY k.from_at, k.id), '[]')
    FROM key_worker_assignment k WHERE k.case_id = y.id),
  'emergencies', (SELECT coalesce(jsonb_agg(jsonb_build_object('id', e.id, 'raisedAt', e.raised_at, 'respondedAt', e.responded_at,
      'placementId', e.placement_id) ORDER BY e.id), '[]')
    FROM emergency e WHERE e.case_id = y.id),
  'releases', (SELECT coalesce(jsonb_agg(jsonb_build_object('dutyKey', r.duty_key, 'reason', r.reason, 'releasedAt', r.released_at)
      ORDER BY r.id), '[]')
    FROM duty_release r WHERE r.case_id = y.id),
  'placements', (SELECT coalesce(jsonb_agg(jsonb_build_object('id', p.id, 'agreedOn', p.agreed_on, 'startsOn', p.starts_on, 'endsOn', p.ends_on,
      'ending', (SELECT jsonb_build_object('id', g.id, 'kind', g.kind, 'endedOn', g.ended_on, 'recordedAt', g.recorded_at, 'breach', g.breach)
        FROM placement_ending g WHERE g.placement_id = p.id),
      'plans', (SELECT coalesce(jsonb_agg(jsonb_build_object('id', l.id,
          'complete', l.key_contacts <> '' AND l.safeguarding_issues <> '' AND l.young_persons_words <> '',
          'agreedAt', jsonb_build_object(
            'keyWorker', (SELECT a.agreed_at FROM plan_agreement a WHERE a.plan_id = l.id AND a.party = 'key-worker'),
            'designatedPerson', (SELECT a.agreed_at FROM plan_agreement a WHERE a.plan_id = l.id AND a.party = 'designated-person'),
            'youngPerson', (SELECT a.agreed_at FROM plan_agreement a WHERE a.plan_id = l.id AND a.party = 'young-person'))) ORDER BY l.number), '[]')
        FROM plan l WHERE l.placement_id = p.id),
      'reviews', (SELECT coalesce(jsonb_agg(jsonb_build_object('id', v.id, 'heldOn', v.held_on) ORDER BY v.id), '[]')
        FROM review v WHERE v.placement_id = p.id),
      'keyWorkerNotices', (SELECT coalesce(jsonb_agg(jsonb_build_object('keyWorkerId', k.id,
          'sentAt', (SELECT min(m.sent_at) FROM duty d JOIN notice n ON n.duty_id = d.id AND n.stage = 'notice'
              JOIN message_notice mn ON mn.notice_id = n.id JOIN message m ON m.id = mn.message_id
            WHERE d.key = 'SC2/placement-' || p.id || '/key-worker-' || k.id),
          'acknowledgedAt', (SELECT w.acknowledged_at FROM key_worker_notice w WHERE w.placement_id = p.id AND w.key_worker_id = k.id)) ORDER BY k.id), '[]')
        FROM key_worker_assignment k WHERE k.case_id = y.id),
      'riskNotices', (SELECT coalesce(jsonb_agg(jsonb_build_object('id', t.id, 'kind', t.kind, 'occurredAt', t.occurred_at,
          'calls', (SELECT coalesce(jsonb_agg(jsonb_build_object('to', c.recipient, 'calledAt', c.called_at, 'outcome', c.outcome) ORDER BY c.id), '[]')
            FROM risk_call c WHERE c.notice_id = t.id),
          'emails', (SELECT coalesce(jsonb_agg(jsonb_build_object('to', s.recipient, 'sentAt', s.sent_at) ORDER BY s.recipient), '[]')
            FROM (SELECT split_part(d.key, '/', 4) AS recipient, min(m.sent_at) AS sent_at
                FROM duty d JOIN notice n ON n.duty_id = d.id AND n.stage = 'notice'
                JOIN message_notice mn ON mn.notice_id = n.id JOIN message m ON m.id = mn.message_id AND m.sent_at IS NOT NULL
                WHERE d.key IN ('EP11/notice-' || t.id || '/email/key-worker', 'EP11/notice-' || t.id || '/email/key-contact')
                GROUP BY 1) s),
          'acknowledgements', (SELECT coalesce(jsonb_agg(jsonb_build_object('by', a.recipient, 'acknowledgedAt', a.acknowledged_at) ORDER BY a.id), '[]')
            FROM risk_acknowledgement a WHERE a.notice_id = t.id),
          'meetings', (SELECT coalesce(jsonb_agg(jsonb_build_object('id', h.id, 'heldOn', h.held_on) ORDER BY h.id), '[]')
            FROM professionals_meeting h WHERE h.notice_id = t.id)) ORDER BY t.id), '[]')
        FROM risk_notice t WHERE t.placement_id = p.id)
    ) ORDER BY p.id), '[]')
    FROM placement p WHERE p.case_id = y.id)
) AS facts
FROM young_person y WHERE y.id = ANY($1) ORDER BY y.id`;

/**
 * The facts of each of the cases, in one statement. An e-mail leg and a change-of-key-worker notice are facts of what the
 * system itself sent: they are read from the ledger's messages (EP11, SC2).
 */
export async function loadFacts(manager: EntityManager, caseIds: readonly number[]): Promise<Map<number, CaseFacts>> {
  const rows = await manager.query<{ caseId: number; facts: Stored<CaseFacts> }[]>(FACTS_SQL, [caseIds]);
  return new Map(rows.map((row) => [row.caseId, revive(row.facts)]));
}

/** The same shape with instants still as text, as JSON has them. */
type Stored<T> = T extends Date ? string : T extends (infer U)[] ? Stored<U>[] : T extends object ? { [K in keyof T]: Stored<T[K]> } : T;

const at = (text: string): Date => new Date(text);
const maybeAt = (text: string | null): Date | null => (text === null ? null : new Date(text));

function revive(stored: Stored<CaseFacts>): CaseFacts {
  return {
    youngPerson: { ...stored.youngPerson, registeredAt: at(stored.youngPerson.registeredAt) },
    keyWorkers: stored.keyWorkers.map((row) => ({
      id: row.id,
      fromAt: at(row.fromAt),
      untilAt: maybeAt(row.untilAt),
      authorityToActConfirmedAt: maybeAt(row.authorityToActConfirmedAt),
    })),
    emergencies: stored.emergencies.map((row) => ({ ...row, raisedAt: at(row.raisedAt), respondedAt: maybeAt(row.respondedAt) })),
    releases: stored.releases.map((row) => ({ ...row, releasedAt: at(row.releasedAt) })),
    placements: stored.placements.map(revivePlacement),
  };
}

function revivePlacement(stored: Stored<PlacementFact>): PlacementFact {
  return {
    ...stored,
    ending: stored.ending && { ...stored.ending, recordedAt: at(stored.ending.recordedAt) },
    plans: stored.plans.map((plan) => ({
      ...plan,
      agreedAt: {
        keyWorker: maybeAt(plan.agreedAt.keyWorker),
        designatedPerson: maybeAt(plan.agreedAt.designatedPerson),
        youngPerson: maybeAt(plan.agreedAt.youngPerson),
      },
    })),
    keyWorkerNotices: stored.keyWorkerNotices.map((row) => ({
      keyWorkerId: row.keyWorkerId,
      sentAt: maybeAt(row.sentAt),
      acknowledgedAt: maybeAt(row.acknowledgedAt),
    })),
    riskNotices: stored.riskNotices.map((notice) => ({
      ...notice,
      occurredAt: at(notice.occurredAt),
      calls: notice.calls.map((call) => ({ ...call, calledAt: at(call.calledAt) })),
      emails: notice.emails.map((email) => ({ ...email, sentAt: at(email.sentAt) })),
      acknowledgements: notice.acknowledgements.map((row) => ({ ...row, acknowledgedAt: at(row.acknowledgedAt) })),
    })),
  };
}
