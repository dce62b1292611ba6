import type { JsonAnswer } from '../web/answers.js';
import { answer } from '../web/api/answer.js';
import type { LongWorkRow } from './long-work.entity.js';
import { presentLongWork } from './long-work.presenter.js';

/** What the API answers (202) where work goes on in the background. */
export const begun = (work: LongWorkRow): JsonAnswer => answer(presentLongWork(work), { location: `/api/v1/long-work/${work.id}`, status: 202 });
