import { redirect, type Redirect } from '../../web/answers.js';
import { localPath } from '../../web/same-origin.js';

/** Back to what somebody was about to do, now that they have shown who they are. */
export const proven = (next: unknown): Redirect =>
  redirect(localPath(next), { title: 'Thank you, it is you', text: 'Go on with what you were about to do. For 10 minutes you are not asked again.' });
