import { inRole } from '../database/unit-of-work.js';
import { ATTENDEES, MEETING_KINDS, SAFETY_ANSWERS } from '../domain/agreement/meeting-clocks.js';
import { choice, date, optionalText, text } from '../domain/agreement/records/record-kind.js';
import { can } from '../domain/permissions.js';
import { CaseRecord } from '../records/record.entity.js';
import { Review } from '../reviews/review.entity.js';
import { bornOf, moveRecordsOfReview } from '../reviews/records-of-review.js';
import { PEP_FORMS, PEP_QUALITIES } from '../reviews/reviews.dto.js';
import { reviewFaults } from '../reviews/review-faults.js';
import { mistaken, plainly, type CorrectableFact } from './correctable-fact.js';
import { OF_REVIEW } from './find-fact-sql.js';

const optional = <F extends object>(field: F) => ({ ...field, optional: true }) as const;

const fields = {
  heldOn: date('When was it held?'),
  reasonElsewhere: optionalText('Why was it not at the provider?'),
  attended: optional({ type: 'choices', label: 'Who was there?', choices: ATTENDEES } as const),
  present: text('Their names'),
  whatChanged: text('What changed?'),
  youngPersonsView: text("The young person's view"),
  feelsSafe: optional(choice('Do they feel safe here?', SAFETY_ANSWERS)),
  whyNotSafe: optionalText('If not, what makes them feel unsafe?'),
  countsFor: { type: 'choices', label: 'What was it held as?', choices: MEETING_KINDS } as const,
  pepQuality: optional(choice('How good is the personal education plan?', PEP_QUALITIES)),
  pepForm: optional(choice('Where is the personal education plan kept?', PEP_FORMS)),
} as const;

/** A review meeting: what it gave rise to (P3, VS5) is put right and taken back with it. */
export const REVIEW_FACT: CorrectableFact = {
  name: 'review meeting', entity: Review, find: OF_REVIEW, takenBack: mistaken, fields,
  read: async (row, manager) => {
    const problem = (await bornOf(manager, Number(row.id))).find(({ kind }) => kind === 'problem');
    return { ...plainly(fields, row), whyNotSafe: problem?.words.what ?? null };
  },
  write: (_row, { whyNotSafe: _, ...said }) => said,
  // What was wrong before the correction is not held against it: reviews of before a question was asked do not answer it.
  faults: (row, before, _surroundings, said) => {
    const faults = (review: object) => reviewFaults({ ...(review as Review), whyNotSafe: said.whyNotSafe === null ? undefined : String(said.whyNotSafe) });
    const known = faults(before).map(({ field, code }) => `${field} ${code}`);
    return faults(row).filter(({ field, code }) => !known.includes(`${field} ${code}`));
  },
  // Whoever puts a review right may not see all that it gave rise to: a provider knows nothing of VS5.
  follow: (row, { manager, actor, opened, said, changed }) => inRole('engine', async () => {
    const review = row as Review;
    const { youngPerson, parties, now, today } = opened;
    if (changed === null) {
      for (const { id } of await bornOf(manager, review.id)) await manager.update(CaseRecord, id, { takenBackAt: now });
      return;
    }
    const mayRate = can(actor, 'pep-review.record', parties, today);
    await moveRecordsOfReview(manager, review, changed, said.whyNotSafe === null ? null : String(said.whyNotSafe), { caseId: youngPerson.id, personId: actor.personId, now, mayRate });
  }),
};
