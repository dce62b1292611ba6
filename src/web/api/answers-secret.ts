import { SetMetadata } from '@nestjs/common';

export const ANSWERS_SECRET = 'answers-secret';

/** On a handler whose answer holds a secret that is shown once: it is not kept for an Idempotency-Key. */
export const AnswersSecret = () => SetMetadata(ANSWERS_SECRET, true);
