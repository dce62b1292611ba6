import { SetMetadata } from '@nestjs/common';

export const ANSWERS_SECRET = 'answers-secret';

/** On a handler whose answer is all that it does, each time by today's rights and with a trace: a secret that is shown once, a file that is taken out. An Idempotency-Key is not looked at. */
export const AnswersSecret = () => SetMetadata(ANSWERS_SECRET, true);
