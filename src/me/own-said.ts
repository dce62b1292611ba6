import { londonDate } from '../domain/time/london.js';
import type { CaseView, DutyView, RecordView } from '../young-people/case-view.js';
import { plainDay } from './plain-days.js';
import { texts } from './languages.js';
import { say, type Words } from './words.js';

/** Something a young person said, and what was done about it. */
export interface OwnSaying {
  id: string;
  kind: keyof Words['said']['kinds'];
  on: string;
  title: string;
  /** To whom, where it was for somebody. */
  to: string | null;
  words: string;
  /** What was done; null as long as nothing was. */
  answer: { on: string; text: string } | null;
  /** What is waited for; null where there is an answer, or none is owed. */
  waiting: string | null;
}

/** What the young person said, asked and called for, the newest first (KW5, EP5, P2, KW8, P3). `personId` is theirs. */
export function sayingsOf(view: CaseView, personId: number): OwnSaying[] {
  const records = view.records.flatMap((record) => (record.kind === 'view' ? [viewSaid(record, view)] : isOwnQuestion(record) ? [questionAsked(record, view)] : []));
  const meetings = view.placements.flatMap(({ provider, reviews }) =>
    reviews.filter(({ youngPersonsView }) => youngPersonsView !== '').map((review): Dated => ({ ...shown(`meeting-${review.id}`, 'meeting', review.heldOn), to: provider.name, words: review.youngPersonsView, answer: null, waiting: null })),
  );
  const calls = view.emergencies.filter((one) => one.raisedById === personId).map((one): Dated => ({
    ...shown(`help-${one.id}`, 'help', londonDate(one.raisedAt)),
    to: null,
    words: one.whatHappened,
    answer: one.respondedAt && one.response ? { on: plainDay(londonDate(one.respondedAt)), text: one.response } : null,
    waiting: one.respondedAt ? null : texts().said.waitingOpen,
  }));
  return [...records, ...meetings, ...calls].sort((a, b) => b.sort.localeCompare(a.sort)).map(({ sort: _, ...saying }) => saying);
}

type Dated = OwnSaying & { sort: string };

const shown = (id: string, kind: OwnSaying['kind'], on: string) => ({ id, kind, on: say(texts().said.on, { on: plainDay(on) }), title: texts().said.kinds[kind], sort: on });

const isOwnQuestion = ({ kind, details }: RecordView): boolean => kind === 'good-enough-question' && details.askedBy === 'young person';

function viewSaid(record: RecordView, view: CaseView): Dated {
  const answer = view.records.findLast((one) => one.aboutId === record.id && one.kind === 'view-answer');
  const duty = view.duties.find(({ key }) => key === `KW5/view-${record.id}` || key === `EP5/view-${record.id}`);
  return { ...shown(`view-${record.id}`, 'view', record.happenedOn), to: addressee(record, view), words: record.words.ownWords ?? '', ...answered(answer, answer?.words.whatWasDone, duty) };
}

function questionAsked(record: RecordView, view: CaseView): Dated {
  const answer = view.records.findLast((one) => one.aboutId === record.id && one.kind === 'good-enough-answer');
  const changed = answer ? texts().said.changed[answer.details.changed === 'yes' ? 'yes' : 'no'] : '';
  const duty = view.duties.find(({ key }) => key === `P2/question-${record.id}`);
  return { ...shown(`question-${record.id}`, 'question', record.happenedOn), to: addressee(record, view), words: record.words.decision ?? '', ...answered(answer, answer && `${answer.words.answer ?? ''} ${changed}`, duty) };
}

function answered(answer: RecordView | undefined, text: string | undefined, duty: DutyView | undefined): Pick<OwnSaying, 'answer' | 'waiting'> {
  if (answer) return { answer: { on: plainDay(answer.happenedOn), text: text ?? '' }, waiting: null };
  if (!duty?.dueOn) return { answer: null, waiting: texts().said.waitingOpen };
  return { answer: null, waiting: say(duty.status === 'missed' ? texts().said.waitingLate : texts().said.waiting, { on: plainDay(duty.dueOn) }) };
}

/** “To my key worker”. */
export function addressee({ details, placementId }: RecordView, { placements }: CaseView): string {
  const provider = placements.find(({ id }) => id === placementId)?.provider.name ?? '';
  const { toKeyWorker, toVirtualSchool, toProvider, toManager, toHead } = texts().say;
  const names: Record<string, string> = { 'key-worker': toKeyWorker, 'key-contact': toVirtualSchool, 'designated-person': say(toProvider, { provider }), 'team-manager': toManager, 'virtual-head': toHead };
  return names[String(details.addressedTo)] ?? '';
}
