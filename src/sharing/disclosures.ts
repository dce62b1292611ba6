import { transaction } from '../database/unit-of-work.js';
import { CLAUSES, type ClauseId } from '../domain/agreement/clauses.js';
import { SHARED_ITEMS } from '../domain/agreement/records/sharing.js';
import { londonDate } from '../domain/time/london.js';
import type { CaseView, RecordView } from '../young-people/case-view.js';
import type { DisclosureView } from './sharing-view.js';

/** Everything that was shared about a young person, the newest first (P7): what people recorded, what was exported, and mails to other organisations. */
export async function disclosuresOf(view: Pick<CaseView, 'id' | 'records' | 'homeAuthority'>): Promise<DisclosureView[]> {
  const { manager } = transaction();
  const exports = await manager.query<ExportRow[]>(EXPORTS_SQL, [view.id]);
  const mails = await manager.query<MailRow[]>(MAILS_SQL, [view.id, view.homeAuthority.code]);
  return [
    ...view.records.filter(({ kind }) => kind === 'disclosure' || kind === 'sharing-without-consent').map(recorded),
    ...exports.map(({ items, ...row }): DisclosureView => ({ ...row, on: londonDate(row.at), what: items.map((item) => SHARED_ITEMS[item]).join(', ') })),
    ...mails.map(({ at, toWhom, clause }): DisclosureView => ({
      at, on: londonDate(at), means: 'mail', toWhom, what: `${CLAUSES[clause].title}: by the reference, without a name`, why: `The agreement asks for it (${clause})`, basis: 'public task', byName: null,
    })),
  ].sort((a, b) => b.on.localeCompare(a.on) || (b.at?.getTime() ?? 0) - (a.at?.getTime() ?? 0));
}

function recorded({ kind, happenedOn, details, words, recordedByName }: RecordView): DisclosureView {
  const isOverride = kind === 'sharing-without-consent';
  const what = details.item === undefined ? '' : `${SHARED_ITEMS[details.item as keyof typeof SHARED_ITEMS]}: `;
  return {
    at: null, on: happenedOn, means: isOverride ? 'without consent' : 'recorded',
    toWhom: isOverride ? '' : (words.toWhom ?? ''), what: `${what}${words.what ?? ''}`, why: words.reason ?? '',
    basis: String(isOverride ? details.lawfulBasis : details.basis), byName: recordedByName,
  };
}

type ExportRow = Omit<DisclosureView, 'on' | 'what' | 'at'> & { at: Date; items: (keyof typeof SHARED_ITEMS)[] };

const EXPORTS_SQL = `
SELECT d.made_at AS at, d.means, d.items, d.to_whom AS "toWhom", d.why, d.basis, n.name AS "byName"
FROM disclosure d LEFT JOIN person n ON n.id = d.made_by WHERE d.case_id = $1 ORDER BY d.id DESC LIMIT 200`;

interface MailRow {
  at: Date;
  toWhom: string;
  clause: ClauseId;
}

/** Mails that went to somebody of another organisation than the home authority. */
const MAILS_SQL = `
SELECT DISTINCT ON (m.id, t.clause) coalesce(m.sent_at, m.written_at) AS at, p.name || ', ' || coalesce(v.name, a.name) AS "toWhom", t.clause
FROM notice t JOIN message_notice mn ON mn.notice_id = t.id JOIN message m ON m.id = mn.message_id AND m.state IN ('sent', 'kept')
JOIN person p ON p.id = m.person_id AND (p.provider_id IS NOT NULL OR p.authority_code <> $2)
LEFT JOIN provider v ON v.id = p.provider_id LEFT JOIN authority a ON a.code = p.authority_code
WHERE t.case_id = $1 ORDER BY m.id DESC, t.clause LIMIT 200`;
