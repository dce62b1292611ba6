/** One coded reason for a refusal; `field` names the input it is about, where there is one. */
export interface Reason {
  code: string;
  sentence: string;
  field?: string;
}

/**
 * The one error that people may see: a status, a code, a sentence that says what to do, and the coded reasons.
 * Anything else that is thrown is a bug and answers 500 without its text.
 */
export class Refusal extends Error {
  constructor(
    readonly status: number,
    readonly code: string,
    readonly detail: string,
    readonly reasons: Reason[] = [],
  ) {
    super(`${code}: ${detail}`);
  }
}

/** 404. What does not exist and what may not be seen answer alike. */
export const notFound = (what: string) => new Refusal(404, 'NOT_FOUND', `There is no ${what} that you can see here.`);

/** 403: it can be seen, but this person has no part that allows the action. */
export const notAllowed = (what: string) => new Refusal(403, 'NOT_ALLOWED', `Your part in this does not let you ${what}.`);

/** 422: the input cannot be taken; each reason names its field. */
export const invalid = (reasons: Reason[]) =>
  new Refusal(422, 'INVALID', reasons.map((reason) => reason.sentence).join(' '), reasons);

/** 409: the law, or what is already recorded, stands against it. */
export const conflict = (code: string, detail: string, reasons: Reason[] = []) => new Refusal(409, code, detail, reasons);

/** 412: somebody else changed it since it was read. */
export const changedSince = (what: string) =>
  new Refusal(412, 'CHANGED_SINCE', `Somebody changed this ${what} since you read it. Read it again, then repeat your change.`);
