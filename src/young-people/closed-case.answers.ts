import { Shows } from '../web/api/shows.js';

/** What is answered in place of what came of a change, where it closed the case to whoever made it: there is nothing that they could read, and so no Location and no ETag. */
export class ClosedCaseAnswer {
  @Shows.text() reference: string;
  @Shows.flag({ of: 'always true: with what was recorded the case was closed to you' }) closedToYou: boolean;
  @Shows.text() sentence: string;
}

/** It is done, and the case is closed to whoever did it. */
export const closedCase = (reference: string): ClosedCaseAnswer => ({
  reference, closedToYou: true, sentence: 'This is recorded. With it your part in this case is over: the case is closed to you now, so it cannot be read back. The home authority has it.',
});
