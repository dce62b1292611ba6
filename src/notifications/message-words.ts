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

/** The notice that the system itself sends under a clause. References only: nothing here tells who a case is about. */
interface NoticeWords {
  subject: string;
  says: string;
  whatToDo: string;
}

export const NOTICE_WORDS: Partial<Record<ClauseId, NoticeWords>> = {
  SC2: {
    subject: 'the key worker has changed',
    says: 'The key worker of a learner at your provider has changed.',
    whatToDo: 'Open the case to see who it is now and how to reach them, and acknowledge it there.',
  },
  EP2: {
    subject: 'the designated person has changed',
    says: 'A provider at which you have a young person has a new designated person.',
    whatToDo: 'Open the page to see who it is now and how to reach them, and acknowledge it there.',
  },
  EP11: {
    subject: 'a learner may not be able to stay',
    says: 'A learner was reported as possibly unable to stay with their provider.',
    whatToDo: 'Open the case to see what happened, and acknowledge it there. The provider also has to call you.',
  },
  EP11S: {
    subject: 'a learner has been suspended or excluded',
    says: 'A school has suspended or excluded a learner of its sixth form. This is the statutory notice, without delay.',
    whatToDo: 'Open the case to see what happened.',
  },
};
