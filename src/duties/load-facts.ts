import type { EntityManager } from 'typeorm';
import { inRole } from '../database/unit-of-work.js';
import { STATUTORY_RECIPIENTS, type CaseFacts, type PlacementFact } from '../domain/agreement/facts.js';
import { REQUIRED_SECTIONS } from '../domain/agreement/plan-sections.js';
import { IN_CARE } from '../domain/agreement/care-status.js';
import { RELEASED } from './released.js';

const listed = (words: readonly string[]): string => words.map((word) => `'${word}'`).join(', ');

/** The first statutory notice to each recipient about a risk notice or an ending, from the ledger's messages (EP11S). */
const statutoryEmails = (about: string): string => `(SELECT coalesce(jsonb_agg(jsonb_build_object('to', s.recipient, 'sentAt', s.sent_at) ORDER BY s.recipient), '[]')
    FROM (SELECT split_part(d.key, '/', 3) AS recipient, min(m.sent_at) AS sent_at
      FROM duty d JOIN notice n ON n.duty_id = d.id AND n.stage = 'notice'
      JOIN message_notice mn ON mn.notice_id = n.id JOIN message m ON m.id = mn.message_id AND m.sent_at IS NOT NULL
      WHERE d.key IN (${Object.keys(STATUTORY_RECIPIENTS).map((to) => `'EP11S/${about}/${to}'`).join(', ')}) GROUP BY 1) s)`;

/** One row a case; every list inside is JSON with instants as text, which `revive` turns into dates. */
const FACTS_SQL = `
SELECT y.id AS "caseId", jsonb_build_object(
  'youngPerson', jsonb_build_object('id', y.id, 'bornOn', y.born_on, 'registeredAt', y.registered_at, 'inCare', y.care_status IN (${listed(IN_CARE)})),
  'keyWorkers', (SELECT coalesce(jsonb_agg(jsonb_build_object('id', k.id, 'kind', k.kind, 'fromAt', k.from_at, 'untilAt', k.until_at,
      'authorityToActConfirmedAt', k.authority_to_act_confirmed_at,
      'contactChecks', (SELECT coalesce(jsonb_agg(jsonb_build_object('id', c.id, 'sinceOn', c.since_on, 'clearedOn', c.cleared_on) ORDER BY c.id), '[]') FROM contact_check c
        WHERE c.person_id = k.person_id AND (c.cleared_on IS NULL OR c.cleared_on >= (k.from_at AT TIME ZONE 'Europe/London')::date))) ORDER BY k.from_at, k.id), '[]')
    FROM key_worker_assignment k WHERE k.case_id = y.id AND k.taken_back_at IS NULL),
  'records', (SELECT coalesce(jsonb_agg(jsonb_build_object('id', c.id, 'kind', c.kind, 'placementId', c.placement_id, 'aboutId', c.about_id,
      'reviewId', c.review_id, 'on', c.happened_on, 'details', c.details) ORDER BY c.id), '[]')
    FROM record c WHERE c.case_id = y.id AND c.taken_back_at IS NULL),
  'emergencies', (SELECT coalesce(jsonb_agg(jsonb_build_object('id', e.id, 'raisedAt', e.raised_at, 'respondedAt', e.responded_at,
      'placementId', e.placement_id) ORDER BY e.id), '[]')
    FROM emergency e WHERE e.case_id = y.id AND e.taken_back_at IS NULL),
  'releases', (SELECT coalesce(jsonb_agg(jsonb_build_object('dutyKey', r.duty_key, 'reason', '${RELEASED}', 'releasedAt', r.released_at)
      ORDER BY r.id), '[]')
    FROM duty_release r WHERE r.case_id = y.id AND r.taken_back_at IS NULL),
  'placements', (SELECT coalesce(jsonb_agg(jsonb_build_object('id', p.id, 'providerType', o.type, 'agreedOn', p.agreed_on, 'startsOn', p.starts_on, 'endsOn', p.ends_on,
      'ending', (SELECT jsonb_build_object('id', g.id, 'kind', g.kind, 'endedOn', g.ended_on, 'recordedAt', g.recorded_at, 'recordedByProvider', g.recorded_by_provider,
        'statutoryEmails', ${statutoryEmails(`ending-' || g.id || '`)})
        FROM placement_ending g WHERE g.placement_id = p.id AND g.taken_back_at IS NULL),
      'plans', (SELECT coalesce(jsonb_agg(jsonb_build_object('id', l.id,
          'complete', (SELECT count(*) FROM plan_section s WHERE s.plan_id = l.id AND s.text <> '' AND s.section IN (${listed(REQUIRED_SECTIONS)})) = ${REQUIRED_SECTIONS.length},
          'agreedAt', jsonb_build_object(
            'keyWorker', (SELECT a.agreed_at FROM plan_agreement a WHERE a.plan_id = l.id AND a.party = 'key-worker' AND a.taken_back_at IS NULL),
            'designatedPerson', (SELECT a.agreed_at FROM plan_agreement a WHERE a.plan_id = l.id AND a.party = 'designated-person' AND a.taken_back_at IS NULL),
            'youngPerson', (SELECT a.agreed_at FROM plan_agreement a WHERE a.plan_id = l.id AND a.party = 'young-person' AND a.taken_back_at IS NULL))) ORDER BY l.number), '[]')
        FROM plan l WHERE l.placement_id = p.id),
      'reviews', (SELECT coalesce(jsonb_agg(jsonb_build_object('id', v.id, 'heldOn', v.held_on, 'attended', v.attended, 'countsFor', v.counts_for) ORDER BY v.id), '[]')
        FROM review v WHERE v.case_id = y.id AND (v.placement_id = p.id OR p.id = ANY(v.also_placement_ids)) AND v.taken_back_at IS NULL),
      'keyWorkerNotices', (SELECT coalesce(jsonb_agg(jsonb_build_object('keyWorkerId', k.id,
          'sentAt', (SELECT min(m.sent_at) FROM duty d JOIN notice n ON n.duty_id = d.id AND n.stage = 'notice'
              JOIN message_notice mn ON mn.notice_id = n.id JOIN message m ON m.id = mn.message_id
            WHERE d.key = 'SC2/placement-' || p.id || '/key-worker-' || k.id),
          'acknowledgedAt', (SELECT w.acknowledged_at FROM key_worker_notice w WHERE w.placement_id = p.id AND w.key_worker_id = k.id AND w.taken_back_at IS NULL)) ORDER BY k.id), '[]')
        FROM key_worker_assignment k WHERE k.case_id = y.id AND k.taken_back_at IS NULL),
      'riskNotices', (SELECT coalesce(jsonb_agg(jsonb_build_object('id', t.id, 'kind', t.kind, 'occurredAt', t.occurred_at,
          'calls', (SELECT coalesce(jsonb_agg(jsonb_build_object('to', c.recipient, 'calledAt', c.called_at, 'outcome', c.outcome) ORDER BY c.id), '[]')
            FROM risk_call c WHERE c.notice_id = t.id AND c.taken_back_at IS NULL),
          'emails', (SELECT coalesce(jsonb_agg(jsonb_build_object('to', s.recipient, 'sentAt', s.sent_at) ORDER BY s.recipient), '[]')
            FROM (SELECT split_part(d.key, '/', 4) AS recipient, min(m.sent_at) AS sent_at
                FROM duty d JOIN notice n ON n.duty_id = d.id AND n.stage = 'notice'
                JOIN message_notice mn ON mn.notice_id = n.id JOIN message m ON m.id = mn.message_id AND m.sent_at IS NOT NULL
                WHERE d.key IN ('EP11/notice-' || t.id || '/email/key-worker', 'EP11/notice-' || t.id || '/email/key-contact')
                GROUP BY 1) s),
          'statutoryEmails', ${statutoryEmails(`notice-' || t.id || '`)},
          'acknowledgements', (SELECT coalesce(jsonb_agg(jsonb_build_object('by', a.recipient, 'acknowledgedAt', a.acknowledged_at) ORDER BY a.id), '[]')
            FROM risk_acknowledgement a WHERE a.notice_id = t.id AND a.taken_back_at IS NULL),
          'meetings', (SELECT coalesce(jsonb_agg(jsonb_build_object('id', h.id, 'heldOn', h.held_on, 'outcome', h.outcome) ORDER BY h.id), '[]')
            FROM professionals_meeting h WHERE h.notice_id = t.id AND h.taken_back_at IS NULL)) ORDER BY t.id), '[]')
        FROM risk_notice t WHERE t.placement_id = p.id AND t.taken_back_at IS NULL)
    ) ORDER BY p.id), '[]')
    FROM placement p JOIN provider o ON o.id = p.provider_id WHERE p.case_id = y.id AND p.taken_back_at IS NULL)
) AS facts
FROM young_person y WHERE y.id = ANY($1) ORDER BY y.id`;

/**
 * The facts of each of the cases, in one statement. An e-mail leg and a change-of-key-worker notice are facts of what the
 * system itself sent: they are read from the ledger's messages (EP11, SC2). The law is told all of them, whoever is signed in.
 */
export async function loadFacts(manager: EntityManager, caseIds: readonly number[]): Promise<Map<number, CaseFacts>> {
  const rows = await inRole('engine', () => manager.query<{ caseId: number; facts: Stored<CaseFacts> }[]>(FACTS_SQL, [caseIds]));
  return new Map(rows.map((row) => [row.caseId, revive(row.facts)]));
}

/** The same shape with instants still as text, as JSON has them. */
type Stored<T> = T extends Date ? string : T extends (infer U)[] ? Stored<U>[] : T extends object ? { [K in keyof T]: Stored<T[K]> } : T;

const at = (text: string): Date => new Date(text);
const maybeAt = (text: string | null): Date | null => (text === null ? null : new Date(text));

const email = <E extends { sentAt: string }>(stored: E) => ({ ...stored, sentAt: at(stored.sentAt) });

function revive(stored: Stored<CaseFacts>): CaseFacts {
  return {
    youngPerson: { ...stored.youngPerson, registeredAt: at(stored.youngPerson.registeredAt) },
    keyWorkers: stored.keyWorkers.map((row) => ({
      id: row.id,
      kind: row.kind,
      fromAt: at(row.fromAt),
      untilAt: maybeAt(row.untilAt),
      authorityToActConfirmedAt: maybeAt(row.authorityToActConfirmedAt),
      contactChecks: row.contactChecks,
    })),
    emergencies: stored.emergencies.map((row) => ({ ...row, raisedAt: at(row.raisedAt), respondedAt: maybeAt(row.respondedAt) })),
    releases: stored.releases.map((row) => ({ ...row, releasedAt: at(row.releasedAt) })),
    records: stored.records,
    placements: stored.placements.map(revivePlacement),
  };
}

function revivePlacement(stored: Stored<PlacementFact>): PlacementFact {
  return {
    ...stored,
    ending: stored.ending && { ...stored.ending, recordedAt: at(stored.ending.recordedAt), statutoryEmails: stored.ending.statutoryEmails.map(email) },
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
      emails: notice.emails.map(email),
      statutoryEmails: notice.statutoryEmails.map(email),
      acknowledgements: notice.acknowledgements.map((row) => ({ ...row, acknowledgedAt: at(row.acknowledgedAt) })),
    })),
  };
}
