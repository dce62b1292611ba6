import type { ClauseId } from '../domain/agreement/clauses.js';

/** What a message is about, by the stage of its notice. */
export type StageKind = 'notice' | 'reminder' | 'level-1' | 'level-2' | 'level-3';

/** Stages of the ledger are `notice`, `level-1` to `level-3`, and reminders under many names. */
export const stageKind = (stage: string): StageKind =>
  stage === 'notice' || stage === 'level-1' || stage === 'level-2' || stage === 'level-3' ? stage : 'reminder';

interface StageWords {
  /** After the reference and the clause's short name in a subject; `when` is the due time. */
  subject: (when: string) => string;
  /** What happened to the duty, before what is to be done. */
  says: string | null;
  /** How `when` is introduced in the body. */
  due: string;
}

/** The words of each stage; a digest is sorted in this order. */
export const STAGE_WORDS: Record<StageKind, StageWords> = {
  notice: { subject: () => 'please acknowledge', says: null, due: 'Due' },
  'level-3': {
    subject: (when) => `still not done, was due ${when}`,
    says: "It is still not done. It has now been raised to the Director of Children's Services.",
    due: 'Was due',
  },
  'level-2': {
    subject: (when) => `still not done, was due ${when}`,
    says: 'It is still not done. It has now been raised to the Virtual Head.',
    due: 'Was due',
  },
  'level-1': {
    subject: (when) => `missed, was due ${when}`,
    says: 'It was not done in time and is in the escalation queue now.',
    due: 'Was due',
  },
  reminder: { subject: (when) => `due ${when}`, says: null, due: 'Due' },
};

export const STAGE_ORDER = Object.keys(STAGE_WORDS) as StageKind[];

interface ClauseWords {
  /** The subject's short name of what is owed. */
  short: string;
  /** What closes it; `owedTo` is who it is owed to. */
  whatToDo: (owedTo: string) => string;
  /** The notice that the system itself sends under the clause. */
  notice?: { subject: string; says: string; whatToDo: string };
}

/** The words of each clause. References only: nothing here, or in what it is filled with, tells who a case is about. */
export const CLAUSE_WORDS: Record<ClauseId, ClauseWords> = {
  SC1: { short: 'key worker', whatToDo: () => 'Assign a key worker and confirm their authority to act.' },
  SC2: {
    short: 'new key worker',
    whatToDo: () => 'See that the designated person acknowledges the new key worker.',
    notice: {
      subject: 'the key worker has changed',
      says: 'The key worker of a learner at your provider has changed.',
      whatToDo: 'Open the case to see who it is now and how to reach them, and acknowledge it there.',
    },
  },
  KW3: { short: 'education plan', whatToDo: () => 'Agree the plan, key worker, designated person and young person together, and record it.' },
  KW4: { short: 'review of the education plan', whatToDo: () => 'Hold the review meeting and record it.' },
  KW8: { short: 'emergency', whatToDo: () => 'Respond, and record what was done.' },
  EP11: {
    short: 'risk notice',
    whatToDo: (owedTo) => `Tell the ${owedTo}, and record each call and how it ended.`,
    notice: {
      subject: 'a learner may not be able to stay',
      says: 'A learner was reported as possibly unable to stay with their provider.',
      whatToDo: 'Open the case to see what happened, and acknowledge it there. The provider also has to call you.',
    },
  },
  EP11M: { short: "professionals' meeting", whatToDo: () => 'Hold the meeting, and record who was there and what came of it.' },
  EP12: { short: 'end of a placement without the procedure', whatToDo: () => 'Record in the escalation queue what is being done about it.' },
};
