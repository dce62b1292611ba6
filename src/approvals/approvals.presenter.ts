import { POSTS, type Post } from '../domain/agreement/roles.js';
import type { SignedIn } from '../web/visitor.js';
import type { ApprovalAct } from './approval.entity.js';
import { awaits, type NamedApproval } from './approvals.service.js';

export type ApprovalState = 'waiting' | 'approved' | 'refused' | 'over';

/** A request as people read it. */
export interface PresentedApproval {
  id: number;
  act: ApprovalAct;
  /** What is to be done, in words. */
  words: string;
  state: ApprovalState;
  askedBy: string;
  askedAt: Date;
  expiresAt: Date;
  decidedBy: string | null;
  decidedAt: Date | null;
  /** Whether this person can decide it now. */
  mayDecide: boolean;
  /** Whether this person can fetch the file now. */
  mayFetch: boolean;
  /** The name of the file, where it is about one. */
  file: string | null;
}

const text = (value: unknown): string => (typeof value === 'string' || typeof value === 'number' ? String(value) : '');

const WORDS: Record<ApprovalAct, (payload: Record<string, unknown>) => string> = {
  'post.appoint': ({ name, email, phone, post, team, at, fromOn, reason }) =>
    `Put ${text(name)} (${text(email)}) into the post of ${POSTS[post as Post].name}${team ? ` for ${text(team)}` : ''}${at ? ` at ${text(at)}` : ''}, from ${text(fromOn)}${reason ? `. Of somebody recorded already, name or phone change to ${text(name)}, ${text(phone)}: ${text(reason)}` : ''}`,
  'people.import': ({ fileName, posts }) => `Import the file ${text(fileName)}: ${text(posts)}`,
  'case.erase': ({ reference }) => `Erase the record of ${text(reference)} for good: its time is over`,
  'inspection.grant': ({ name, email, lastOn, references }) => `Let ${text(name)} (${text(email)}) read ${text(references) || 'all cases'} to ${text(lastOn)}, as an inspector; somebody of no organisation here is invited then`,
  'return.export': ({ name, rows }) => `Take out ${text(name)}, with ${text(rows)} young people in it`,
  'cases.export': ({ rows, says }) => `Export ${text(rows)} cases to a file${says ? ` (${text(says)})` : ''}`,
};

/** What is fetched as a file, once, and by which name. */
const FILES: Partial<Record<ApprovalAct, (payload: Record<string, unknown>) => string>> = { 'cases.export': () => 'cases.csv', 'return.export': ({ fileName }) => text(fileName) };

/** What is done at once once it is approved is never over; a file is, when it was fetched or its days have passed. */
function stateOf({ act, decision }: NamedApproval, isOver: boolean): ApprovalState {
  if (decision === 'refused' || (decision === 'approved' && !FILES[act])) return decision;
  return isOver ? 'over' : (decision ?? 'waiting');
}

/** A request for one reader. */
export function presentApproval(actor: SignedIn, approval: NamedApproval, now: Date): PresentedApproval {
  const { id, act, payload, askedBy, askedAt, expiresAt, decidedAt, decision, usedAt } = approval;
  const isOver = expiresAt <= now || usedAt !== null;
  const file = FILES[act]?.(payload) ?? null;
  return {
    id, act, words: WORDS[act](payload), state: stateOf(approval, isOver),
    askedBy: approval.askedByName, askedAt, expiresAt, decidedBy: approval.decidedByName, decidedAt,
    mayDecide: awaits(actor, approval),
    mayFetch: file !== null && decision === 'approved' && !isOver && askedBy === actor.personId,
    file,
  };
}
