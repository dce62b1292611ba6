import { lastDay } from './due.js';
import type { CaseFacts } from './facts.js';
import type { Law } from './law.js';
import { about, duty, firstOn, recorded, roleOf, workingDaysAfterRecord } from './recorded.js';
import type { RecordFact } from './records.js';
import type { OwedDuty } from './settle.js';

/** What anyone in a case can come to owe: IM4, P2, P4, each by the role that its record names. The facts are those of now (`factsAsAt`). */
export function agreementDuties({ records }: CaseFacts, law: Law): OwedDuty[] {
  return [
    ...recorded(records, 'challenge').map((challenge) => challengeAnswered(challenge, records, law)),
    ...recorded(records, 'good-enough-question').map((question) => questionAnswered(question, records, law)),
    ...recorded(records, 'joint-action').map((action) => actionDone(action, records)),
  ];
}

/** IM4: a challenge outlives the placement it is about. */
function challengeAnswered(challenge: RecordFact, records: readonly RecordFact[], law: Law): OwedDuty {
  return duty({
    key: `IM4/challenge-${challenge.id}`,
    clause: 'IM4',
    owedBy: roleOf('IM4', challenge.details.to),
    placementId: challenge.placementId,
    opens: challenge.on,
    limit: workingDaysAfterRecord(challenge, 'challengeWorkingDays', 'the challenge was made', law),
    done: firstOn(records, 'challenge-answer', about(challenge)),
  });
}

/** P2: "Would this be good enough for my child?" */
function questionAnswered(question: RecordFact, records: readonly RecordFact[], law: Law): OwedDuty {
  return duty({
    key: `P2/question-${question.id}`,
    clause: 'P2',
    owedBy: roleOf('P2', question.details.addressedTo),
    placementId: question.placementId,
    opens: question.on,
    limit: workingDaysAfterRecord(question, 'questionWorkingDays', 'the question was asked', law),
    done: firstOn(records, 'good-enough-answer', about(question)),
  });
}

/** P4: each action has its owner and its date. */
function actionDone(action: RecordFact, records: readonly RecordFact[]): OwedDuty {
  return duty({
    key: `P4/action-${action.id}`,
    clause: 'P4',
    owedBy: roleOf('P4', action.details.owner),
    placementId: action.placementId,
    opens: action.on,
    limit: lastDay(String(action.details.dueOn), 'On the date that was agreed'),
    done: firstOn(records, 'joint-action-done', about(action)),
  });
}
