import { CASE_RECORD_KINDS, type CaseRecordKind, type RecordKind } from '../domain/agreement/records.js';
import { CLAUSES, KEPT_OTHERWISE } from '../domain/agreement/clauses.js';
import { ROLES, type Role } from '../domain/agreement/roles.js';
import type { CaseView, RecordView } from '../young-people/case-view.js';
import { saysOf, type Saying } from './says-of.js';

const KINDS: Record<CaseRecordKind, RecordKind> = CASE_RECORD_KINDS;

/** A record as its page shows it: what it says, and its answers under it. */
export interface RecordLine extends RecordView {
  name: string;
  providerName: string | null;
  says: Saying[];
  answers: RecordLine[];
  /** The form on which this person can answer it. */
  answerHref: string | null;
}

export interface RecordGroup {
  clause: string;
  title: string;
  records: RecordLine[];
  /** What this person can record here that answers nothing. */
  offers: { text: string; href: string }[];
}

/** The records of a case by clause, in the register's order: those that stand alone or ask, each with what answers it. */
export function groupRecords(view: CaseView): RecordGroup[] {
  const clauses = [...new Set(Object.values(KINDS).map(({ clause }) => clause))];
  const order = [...Object.keys(CLAUSES), ...Object.keys(KEPT_OTHERWISE)];
  const isTop = ({ aboutId }: RecordView): boolean => aboutId === null || !view.records.some(({ id }) => id === aboutId);
  return clauses
    .sort((a, b) => order.indexOf(a) - order.indexOf(b))
    .map((clause) => ({
      clause,
      title: clause in CLAUSES ? CLAUSES[clause as keyof typeof CLAUSES].title : KEPT_OTHERWISE[clause as keyof typeof KEPT_OTHERWISE].title,
      records: view.records.filter((one) => KINDS[one.kind].clause === clause && isTop(one)).map((one) => lineOf(one, view)),
      offers: offersOf(clause, view),
    }))
    .filter(({ records, offers }) => records.length + offers.length > 0);
}

function offersOf(clause: string, view: CaseView): RecordGroup['offers'] {
  return Object.entries(KINDS)
    .filter(([kind, row]) => row.clause === clause && row.about === undefined && mayRecord(view, kind as CaseRecordKind, row))
    .map(([kind, row]) => ({ text: row.ask, href: `/cases/${view.reference}/records/${kind}/new` }));
}

const mayRecord = ({ allowed, placements }: CaseView, kind: CaseRecordKind, { of }: RecordKind): boolean =>
  of === 'placement' ? placements.some((placement) => placement.allowed.includes(`${kind}.record`)) : allowed.includes(`${kind}.record`);

function lineOf(record: RecordView, view: CaseView): RecordLine {
  const { name } = KINDS[record.kind];
  const placement = view.placements.find(({ id }) => id === record.placementId);
  const answers = view.records.filter(({ aboutId }) => aboutId === record.id).map((one) => lineOf(one, view));
  return {
    ...record,
    name,
    providerName: placement?.provider.name ?? null,
    says: [...saysOf(KINDS[record.kind], record), ...onBehalf(record)],
    answers,
    answerHref: answerHref(record, view),
  };
}

/** Whose answer it is, where a manager gave it. */
function onBehalf({ details }: RecordView): Saying[] {
  const role = details.onBehalfOf;
  return typeof role === 'string' && role in ROLES ? [{ label: 'On behalf of', text: ROLES[role as Role].name, isProse: false }] : [];
}

/** Answered again, the first answer counts: the link goes once there is one. */
function answerHref(record: RecordView, view: CaseView): string | null {
  if (!record.isPutToReader) return null;
  const answering = Object.entries(KINDS).filter(([, { about }]) => about === record.kind).map(([kind]) => kind as CaseRecordKind);
  const allowed = view.placements.find(({ id }) => id === record.placementId)?.allowed ?? view.allowed;
  const next = answering.find((kind) => allowed.includes(`${kind}.record`) && !view.records.some((one) => one.aboutId === record.id && one.kind === kind));
  return next === undefined ? null : `/cases/${view.reference}/records/${next}/new?about=${record.id}`;
}
