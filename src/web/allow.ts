import { applyDecorators, SetMetadata } from '@nestjs/common';

/** Who may come in at a route. What they may do with a case is decided by the services, from `src/domain/permissions.ts`. */
export type Admission = 'public' | 'signed-in' | 'training' | 'young-person' | 'young-person-in-full';

export const ADMISSION = 'admission';

export const SENSITIVE = 'sensitive-scope';

/** On a handler: an access token needs the scope `sensitive` beside `read` or `write`. */
export const NeedsSensitiveScope = () => SetMetadata(SENSITIVE, true);

export const READS_FEED = 'reads-feed';

/** On a handler: it is a calendar feed, and read with an access token made for that and with no other. */
export const ReadsFeed = () => SetMetadata(READS_FEED, true);

/**
 * On every handler: who may come in. A handler without it stops the start (`refuseUnmarkedRoutes`) and, should it be
 * reached all the same, answers 403.
 */
export const Allow = {
  /** Anyone, without a sign-in. */
  public: () => SetMetadata(ADMISSION, 'public' satisfies Admission),
  /** Anyone signed in who works here: no young person. */
  signedIn: () => SetMetadata(ADMISSION, 'signed-in' satisfies Admission),
  /** A young person, on their own pages: after the link that was mailed to them. */
  youngPerson: () => SetMetadata(ADMISSION, 'young-person' satisfies Admission),
  /** A young person who has also proved who they are by their PIN; else they are led to it. */
  youngPersonInFull: () => SetMetadata(ADMISSION, 'young-person-in-full' satisfies Admission),
  /** Anyone signed in who works here, in a training installation; in a live one the route does not exist. */
  training: () => SetMetadata(ADMISSION, 'training' satisfies Admission),
};

export const HOLDS_TOKEN = 'holds-token';

/** Beside Allow.public, on a change: whoever is signed in sends the form token of their session with it, as with every other change of theirs. */
export const HoldsToken = () => SetMetadata(HOLDS_TOKEN, true);

export const NEEDS_PROOF = 'needs-proof';

/** So long after somebody has shown who they are they are not asked again. */
export const PROOF_MS = 10 * 60_000;

/**
 * Beside Allow, on what is sensitive: whoever sits there has to have shown within the last 10 minutes that they are who signed
 * in. Pages lead to /sign-in/again and back; a form that was sent is shown again as it was typed. The API answers 401
 * PROVE_YOURSELF to a session; an access token needs the scope `sensitive`, too.
 */
export const NeedsProof = () => applyDecorators(SetMetadata(NEEDS_PROOF, true), NeedsSensitiveScope());

export const OPEN_WHILE_ENROLLING = 'open-while-enrolling';

/** Beside Allow.signedIn: open to who has yet to get a second factor, too. To them every other page leads to where they get one. */
export const OpenWhileEnrolling = () => SetMetadata(OPEN_WHILE_ENROLLING, true);

export const OPEN_WHILE_CHOOSING = 'open-while-choosing';

/** Beside Allow.signedIn: open to who has yet to choose a password in place of the operator's, and to them nothing else is. */
export const OpenWhileChoosing = () => SetMetadata(OPEN_WHILE_CHOOSING, true);
