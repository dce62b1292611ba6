import { witnessLine } from '../audit/witnesses.js';
import { CLAUSES, type ClauseId } from '../domain/agreement/clauses.js';
import { ROLES, type Role } from '../domain/agreement/roles.js';
import { describeDate, type LocalDate } from '../domain/time/local-date.js';
import { describeInstant } from '../domain/time/london.js';
import { escapeHtml } from '../escape-html.js';
import { organisationHref } from '../organisations/organisation-href.js';
import { describeHold, holdSubject, type HoldLine } from './hold-words.js';
import { NOTICE_WORDS, STAGE_ORDER, STAGE_WORDS, stageKind } from './message-words.js';

/** One thing a message says: a stage of a duty, to somebody who holds a role or stands in for one. */
export interface MessageLine {
  /** The case's, such as LS-7K2QF9; the name of the provider or the authority whose duty it is. */
  reference: string;
  caseId: number | null;
  providerId?: number | null;
  authorityCode?: string | null;
  /** Those who owe this very duty: of a clause's roles sometimes one alone. */
  owedBy: readonly Role[];
  dutyId: number;
  dutyKey: string;
  clause: ClauseId;
  stage: string;
  owedTo: string;
  dueOn: LocalDate | null;
  dueAt: Date | null;
  why: string;
  role: Role;
  standingInFor: Role | null;
  /** Whether they stand in because the provider sees the placement no more. */
  providerGone?: true;
}

export interface MessageText {
  subject: string;
  text: string;
  html: string;
}

/** What each mail of a training installation says. */
export const IN_TRAINING = 'This comes from a training installation: its clock is moved, and nothing in it is real.';

/** Where links lead, and what to say of the installation. */
export interface MessageSurroundings {
  publicUrl: string;
  training: boolean;
  /** The newest seal over the trail; absent before the first. */
  head?: { id: number; hash: string } | null;
}

/**
 * The words of one e-mail: references, clauses, due times and reasons, never a name or another detail of a young person.
 * Lines about the same stage of the same duty, one for each role of the reader, become one. A digest tells of holds that wait
 * for its reader's decision, too.
 */
export function renderMessage(delivery: 'digest' | 'urgent', lines: readonly MessageLine[], surroundings: MessageSurroundings, holds: readonly HoldLine[] = []): MessageText {
  const items = mergeRoles(lines);
  const paragraphs = [
    ...(items.length > 1 ? [[counts(items)]] : []),
    ...items.slice(0, MOST_ITEMS).map((item) => describeItem(item, surroundings.publicUrl)),
    ...(items.length > MOST_ITEMS ? [[`And ${items.length - MOST_ITEMS} more. All of them, by due time:`, `${surroundings.publicUrl}/`]] : []),
    ...holds.slice(0, MOST_ITEMS).map((hold) => describeHold(hold, surroundings.publicUrl)),
    ...(holds.length > MOST_ITEMS ? [[`And ${holds.length - MOST_ITEMS} more holds wait for you.`]] : []),
    ...(delivery === 'digest' && surroundings.head && items.some(isForVirtualSchool) ? [[witnessLine(surroundings.head)]] : []),
    [
      ...(surroundings.training ? [IN_TRAINING] : []),
      'E-mails from Learner Support carry references only. Sign in to see the case. Reminders stop when the duty is done or is no longer owed.',
    ],
  ];
  return {
    subject: subjectOf(delivery, items, holds),
    text: `${paragraphs.map((paragraph) => paragraph.join('\n')).join('\n\n')}\n`,
    html: paragraphs.map((paragraph) => `<p>${paragraph.map(htmlLine).join('<br>\n')}</p>`).join('\n'),
  };
}

interface Item extends MessageLine {
  because: string[];
}

function mergeRoles(lines: readonly MessageLine[]): Item[] {
  const items = new Map<string, Item>();
  for (const line of lines) {
    const key = `${line.dutyId} ${line.stage}`;
    const item = items.get(key) ?? { ...line, because: [] };
    const because = describeRole(line);
    if (!item.because.includes(because)) item.because.push(because);
    items.set(key, item);
  }
  return [...items.values()].sort((a, b) => order(a) - order(b) || dueText(a).sort.localeCompare(dueText(b).sort) || a.dutyId - b.dutyId);
}

/** More than this nobody reads in a mail; the home page has them all. */
const MOST_ITEMS = 50;

/** Who keeps a witness of the trail for their authority: as many hands as authorities. */
const isForVirtualSchool = ({ role }: MessageLine) => VIRTUAL_SCHOOL.includes(role);
const VIRTUAL_SCHOOL: readonly Role[] = ['key-contact', 'virtual-head', 'local-key-contact', 'local-virtual-head', 'signing-key-contact', 'signing-virtual-head'];

const order = (line: MessageLine) => STAGE_ORDER.indexOf(stageKind(line.stage));

function describeRole({ role, standingInFor, providerGone }: MessageLine): string {
  const { name } = ROLES[role];
  if (standingInFor === null) return name;
  if (!providerGone) return `${name}, standing in: nobody is ${ROLES[standingInFor].name} here now`;
  const nobody = role === 'key-contact' ? '' : `, and nobody is ${ROLES['key-contact'].name} here now`;
  return `${name}, in the place of the ${ROLES[standingInFor].name}, who no longer sees this young person${nobody}`;
}

function counts(items: readonly Item[]): string {
  const kinds = items.map((item) => stageKind(item.stage));
  const missed = kinds.filter((kind) => kind.startsWith('level')).length;
  const toCome = kinds.filter((kind) => kind === 'reminder').length;
  const notices = items.length - missed - toCome;
  const parts = [
    missed > 0 ? `${missed} missed` : '',
    toCome > 0 ? `${toCome} still in time` : '',
    notices > 0 ? `${notices} to acknowledge` : '',
  ];
  return `${countDuties(items)} need you: ${parts.filter(Boolean).join(', ')}.`;
}

const countDuties = (items: readonly Item[]) => `${items.length} duties`;

const counted = (count: number, one: string, many: string): string => `${count} ${count === 1 ? one : many}`;

function subjectOf(delivery: 'digest' | 'urgent', items: readonly Item[], holds: readonly HoldLine[]): string {
  if (items.length === 0) return holdSubject(holds);
  if (holds.length > 0) return `Today: ${counted(items.length, 'duty', 'duties')} and ${counted(holds.length, 'hold', 'holds')} need you`;
  const subjects = [...new Set(items.map(lineSubject))];
  const [only] = subjects;
  if (only !== undefined && subjects.length === 1 && (delivery === 'urgent' || items.length === 1)) return only;
  return `${delivery === 'digest' ? 'Today' : items[0]?.reference}: ${countDuties(items)} need you`;
}

function lineSubject(line: MessageLine): string {
  const kind = stageKind(line.stage);
  const notice = NOTICE_WORDS[line.clause];
  if (kind === 'notice' && notice) return `${line.reference}: ${notice.subject}`;
  return `${line.reference}: ${CLAUSES[line.clause].short} ${STAGE_WORDS[kind].subject(dueText(line).words)}`;
}

function describeItem(item: Item, publicUrl: string): string[] {
  const kind = stageKind(item.stage);
  const notice = kind === 'notice' ? NOTICE_WORDS[item.clause] : undefined;
  const says = notice?.says ?? STAGE_WORDS[kind].says;
  return [
    `${item.reference}: ${titleOf(item)} (${item.clause})`,
    ...(says ? [says] : []),
    `${STAGE_WORDS[kind].due} ${dueText(item).words}. Why then: ${item.why}`,
    notice?.whatToDo ?? waitsFor(item) + asks(item),
    whereTo(item, publicUrl),
    `You get this as ${item.because.join('; and as ')}.`,
  ];
}

/** One leg of a risk notice is told from the others: whom, and how. */
function titleOf({ clause, owedTo, dutyKey }: MessageLine): string {
  const channel = /^EP11\/.+\/(phone|email)\//.exec(dutyKey)?.[1];
  if (!channel) return CLAUSES[clause].title;
  return `The ${owedTo} is told ${channel === 'phone' ? 'by phone' : 'by e-mail'} that a learner may not be able to stay`;
}

/** One leg of a risk notice has somebody of its own to tell. */
const asks = ({ clause, owedTo }: MessageLine): string => (clause === 'EP11' ? `Tell the ${owedTo}, and record each call and how it ended.` : CLAUSES[clause].asks);

/** To those who do not owe it themselves, who does. */
function waitsFor({ owedBy, role, standingInFor }: MessageLine): string {
  return owedBy.includes(standingInFor ?? role) ? '' : `It waits for the ${owedBy.map((one) => ROLES[one].name).join(' and the ')}: `;
}

/** The page a role can open: some are told of a case that they have no page of. */
function whereTo({ role, owedBy, standingInFor, reference, dutyId, dutyKey, caseId, providerId, authorityCode, clause }: MessageLine, publicUrl: string): string {
  if (clause === 'EP2') return `${publicUrl}/designated-people/${dutyKey.slice(dutyKey.lastIndexOf('-') + 1)}`;
  if (caseId === null) return publicUrl + organisationHref({ providerId, authorityCode });
  if (role === 'director') return `${publicUrl}/escalations`;
  if (role === 'signatory' && standingInFor !== 'designated-person' && !(clause === 'IM4' && owedBy.includes('signatory'))) return 'The designated person can open the case: speak to them.';
  return `${publicUrl}/cases/${reference}#duty-${dutyId}`;
}

function dueText({ dueOn, dueAt }: MessageLine): { words: string; sort: string } {
  if (dueOn !== null) return { words: describeDate(dueOn), sort: dueOn };
  if (dueAt !== null) return { words: `by ${describeInstant(dueAt)}`, sort: dueAt.toISOString() };
  return { words: 'on a day that is not known yet', sort: '9' };
}

const htmlLine = (line: string) =>
  /^https?:\/\/\S+$/.test(line) ? `<a href="${escapeHtml(line)}">${escapeHtml(line)}</a>` : escapeHtml(line);
