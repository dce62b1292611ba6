import { ENTITLEMENTS, type Entitlement } from '../domain/agreement/records/provider.js';
import type { CaseView, RecordView } from '../young-people/case-view.js';

export interface EntitlementLine {
  entitlement: Entitlement;
  name: string;
  note: string | null;
  /** What was decided, the newest first: a bursary in instalments has several. */
  decisions: RecordView[];
  href: string;
}

/** Each entitlement of a placement with what became of it (EP4). */
export function entitlementsOf({ records, reference }: CaseView, placementId: number): EntitlementLine[] {
  return Object.entries(ENTITLEMENTS).map(([id, { name, note }]) => ({
    entitlement: id as Entitlement,
    name,
    note,
    decisions: records.filter(({ kind, placementId: of, details }) => kind === 'entitlement' && of === placementId && details.entitlement === id),
    href: `/cases/${reference}/records/entitlement/new?placement=${placementId}&of=${id}`,
  }));
}
