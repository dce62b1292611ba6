import type { ActivationCode } from '../domain/agreement/activation-blockers.js';
import type { OrganisationAction } from '../domain/permissions.js';
import type { AgreementView } from './agreement-view.js';

/** A line of the task list: one step on its own page, and what is still missing of it. */
export interface Task {
  title: string;
  href: string;
  clause: string;
  /** Whether this person does it. */
  isMine: boolean;
  missing: string[];
}

interface TaskRow {
  title: string;
  path: string;
  clause: 'IM1' | 'IM2';
  does: readonly OrganisationAction[];
  blockers: readonly ActivationCode[];
  onlyElsewhere?: true;
}

/** In the order in which they are done. */
const TASKS: readonly TaskRow[] = [
  { title: 'Social care supports the agreement', path: 'support', clause: 'IM1', does: ['agreement.support'], blockers: ['NO_SOCIAL_CARE_SUPPORT', 'SUPPORT_AFTER_SIGNING'] },
  { title: 'The Virtual School of the area is consulted', path: 'consultation', clause: 'IM2', does: ['agreement.consult'], blockers: ['NO_CONSULTATION', 'CONSULTATION_AFTER_SIGNING'], onlyElsewhere: true },
  { title: 'The signature form is filled in', path: 'form', clause: 'IM2', does: ['agreement.fill'], blockers: ['FIELD_MISSING'] },
  { title: 'The formal meeting is held', path: 'meeting', clause: 'IM2', does: ['agreement.meet'], blockers: ['NO_MEETING', 'SIGNATORY_ROLE'] },
  { title: 'Both parties sign', path: 'signatures', clause: 'IM2', does: ['agreement.sign', 'agreement.record-signature'], blockers: ['NOT_SIGNED_BY_PROVIDER', 'NOT_SIGNED_BY_VIRTUAL_SCHOOL'] },
];

/** The steps that make an agreement, for whoever looks at it. */
export function tasksOf({ id, isLocal, blockers, allowed }: AgreementView): Task[] {
  return TASKS.filter(({ onlyElsewhere }) => !onlyElsewhere || !isLocal).map(({ title, path, clause, does, blockers: codes }) => ({
    title,
    href: `/agreements/${id}/${path}`,
    clause,
    isMine: does.some((action) => allowed.includes(action)),
    missing: blockers.filter(({ code }) => codes.includes(code)).map(({ sentence }) => sentence),
  }));
}
