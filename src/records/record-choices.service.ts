import { Injectable } from '@nestjs/common';
import { canBeHeld } from '../domain/agreement/holds.js';
import { CASE_RECORD_KINDS, type CaseRecordKind, type RecordKind } from '../domain/agreement/records.js';
import type { Actor } from '../domain/permissions.js';
import { CaseViewService } from '../young-people/case-view.service.js';
import type { CaseView, DutyView, LimitedCaseView, PlacementView, RecordView } from '../young-people/case-view.js';
import { nameOf } from '../placements/placement-in.js';
import { found } from '../young-people/found.js';
import { RecordListService } from './record-list.service.js';

/** A duty as the form of a hold names it. */
export type HoldableDuty = Pick<DutyView, 'key' | 'clause' | 'dueOn' | 'dueAt'> & { providerName: string | null };

export interface RecordChoicesView {
  case: CaseView | LimitedCaseView;
  /** The placements it can be about; empty where it is about none, or that is settled by what it answers. */
  placements: { id: number; name: string }[];
  placementId: number | null;
  /** What it answers. */
  about: RecordView | null;
  /** The duty that it keeps, where one is open. */
  duty: DutyView | null;
  /** The duty of the hold that is decided on; null where that is not what is recorded. */
  held: HoldableDuty | null;
  /** The open duties that can be put on hold, where that is what is recorded. */
  holdable: HoldableDuty[];
  isAllowed: boolean;
}

/** What a form for a kind of record has to offer somebody. */
@Injectable()
export class RecordChoices {
  constructor(
    private readonly views: CaseViewService,
    private readonly records: RecordListService,
  ) {}

  /** The choices of a form. Errors: NOT_FOUND for a case, a placement or a record that this person does not see. */
  async choicesFor(actor: Actor, reference: string, kind: CaseRecordKind, query: { placement?: number; about?: number }): Promise<RecordChoicesView> {
    const view = await this.views.readCase(actor, reference);
    const about = query.about === undefined ? null : found(await this.records.listRecords(actor, reference), query.about, 'record');
    if ('limited' in view) {
      const placements = view.placements.filter(({ maySupport }) => maySupport).map(({ id, providerName }) => ({ id, name: providerName }));
      return { case: view, placements: about ? [] : placements, placementId: about?.placementId ?? placements[0]?.id ?? null, about, duty: null, held: null, holdable: [], isAllowed: isAllowedLimited(kind, about, placements.length) };
    }
    const action = `${kind}.record` as const;
    const { of } = CASE_RECORD_KINDS[kind] as RecordKind;
    const possible = view.placements.filter((placement) => placement.allowed.includes(action));
    const chosen = about?.placementId ?? query.placement ?? (of === 'placement' && possible.length === 1 ? possible[0]?.id : undefined) ?? null;
    if (chosen !== null) found(view.placements, chosen, 'placement');
    const isAllowed = (about?.isPutToReader ?? true) && (chosen !== null ? found(view.placements, chosen, 'placement').allowed.includes(action) : view.allowed.includes(action) && (of !== 'placement' || possible.length > 0));
    const offered = of.includes('placement') && about === null ? possible.map((placement) => ({ id: placement.id, name: nameOf(placement) })) : [];
    return { case: view, placements: offered, placementId: chosen, about, duty: dutyKept(view, kind, chosen, about), held: heldBy(view, about), holdable: kind === 'hold' ? holdableOf(view) : [], isAllowed };
  }
}

/** With the limited view: between Virtual Schools (VS3), and the answer to a challenge that was put to a signatory (IM4). */
const isAllowedLimited = (kind: CaseRecordKind, about: RecordView | null, placements: number): boolean =>
  kind === 'challenge-answer' ? about?.kind === 'challenge' && about.isPutToReader : kind.startsWith('support-') && placements > 0 && (about?.isPutToReader ?? true);

const holdableOf = ({ duties, placements }: CaseView): HoldableDuty[] =>
  duties.filter(({ key, outcome }) => outcome === 'open' && canBeHeld(key)).map((duty) => named(duty, placements));

function heldBy({ duties, placements }: CaseView, about: RecordView | null): HoldableDuty | null {
  const duty = about?.kind === 'hold' ? duties.find(({ key }) => key === about.details.dutyKey) : undefined;
  return duty ? named(duty, placements) : null;
}

const named = ({ key, clause, dueOn, dueAt, placementId }: DutyView, placements: readonly PlacementView[]): HoldableDuty =>
  ({ key, clause, dueOn, dueAt, providerName: placements.find(({ id }) => id === placementId)?.provider.name ?? null });

/** The open duty of the kind's clause about the same thing. */
function dutyKept({ duties }: CaseView, kind: CaseRecordKind, placementId: number | null, about: RecordView | null): DutyView | null {
  if (kind === 'hold') return null;
  if (about?.kind === 'hold') return duties.find(({ key }) => key === about.details.dutyKey) ?? null;
  const { clause } = CASE_RECORD_KINDS[kind] as RecordKind;
  const open = duties.filter((duty) => duty.outcome === 'open' && duty.clause === clause);
  if (about) return open.find(({ key }) => key.split('/').some((part) => part.endsWith(`-${about.id}`))) ?? null;
  return open.find((duty) => duty.placementId === placementId) ?? null;
}
