import { inRole, transaction } from '../database/unit-of-work.js';
import type { LocalDate } from '../domain/time/local-date.js';
import { everHeld } from '../people/ever-held.js';
import { reviveInstants } from '../young-people/revive-instants.js';

/** A change of designated person with those to whom the notice went (EP2). */
export interface PartnersTold {
  holdingId: number;
  /** The new designated person. */
  name: string;
  fromOn: LocalDate;
  /** Whether they were named by mistake, and never in post. */
  isTakenBack: boolean;
  /** Each who was told by e-mail, and who said that they know: they themselves, who covers for them or came after. The acknowledgement is for whoever may take it back. */
  told: { name: string; organisationName: string | null; sentAt: Date; acknowledgedAt: Date | null; acknowledgedByName: string | null; acknowledgementId: number | null }[];
}

/** The changes of designated person of a provider of which somebody was told, the latest first: staff by name, and no case. */
export async function partnersTold(providerId: number, mayTakeBack: boolean): Promise<PartnersTold[]> {
  return reviveInstants(await inRole('engine', () => transaction().manager.query<PartnersTold[]>(TOLD_SQL, [providerId, mayTakeBack])));
}

const TOLD_SQL = `
WITH told AS (
  SELECT h.id, m.person_id, min(m.sent_at) AS sent_at FROM post_holding h JOIN duty d ON d.key = 'EP2/holding-' || h.id JOIN notice n ON n.duty_id = d.id AND n.stage = 'notice'
  JOIN message_notice mn ON mn.notice_id = n.id JOIN message m ON m.id = mn.message_id AND m.sent_at IS NOT NULL
  WHERE h.post = 'designated-person' AND h.provider_id = $1 GROUP BY h.id, m.person_id
)
SELECT h.id AS "holdingId", w.name, h.from_on AS "fromOn", NOT ${everHeld('h')} AS "isTakenBack",
  jsonb_agg(jsonb_build_object('name', p.name, 'organisationName', coalesce(a.name, v.name), 'sentAt', t.sent_at, 'acknowledgedAt', k.acknowledged_at, 'acknowledgedByName', b.name, 'acknowledgementId', CASE WHEN $2 THEN k.id END) ORDER BY p.name, p.id) AS told
FROM told t JOIN post_holding h ON h.id = t.id JOIN person w ON w.id = h.person_id JOIN person p ON p.id = t.person_id
LEFT JOIN authority a ON a.code = p.authority_code LEFT JOIN provider v ON v.id = p.provider_id
LEFT JOIN designated_person_notice k ON k.holding_id = t.id AND k.for_person_id = t.person_id AND k.taken_back_at IS NULL LEFT JOIN person b ON b.id = k.person_id
GROUP BY h.id, w.name ORDER BY h.from_on DESC, h.id DESC`;
