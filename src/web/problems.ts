import { HttpException } from '@nestjs/common';
import { Refusal } from '../errors.js';

/** What refusals of the server (body parser, router, framework) and of the database mean to whoever sent the request. By Fastify's code, else by status. */
const BY_CODE: Record<string, [number, string, string]> = {
  FST_ERR_CTP_INVALID_MEDIA_TYPE: [415, 'WRONG_CONTENT_TYPE', 'Send the body as application/json, or from a form.'],
  FST_ERR_CTP_EMPTY_JSON_BODY: [400, 'MALFORMED_BODY', 'The body is empty. Send JSON, or leave out the content type.'],
  FST_ERR_CTP_INVALID_JSON_BODY: [400, 'MALFORMED_BODY', 'The body is not JSON. Check its quotation marks, commas and brackets.'],
  FST_ERR_CTP_BODY_TOO_LARGE: [413, 'TOO_LARGE', 'What you sent is too large. Send less at once.'],
  FST_REQ_FILE_TOO_LARGE: [413, 'TOO_LARGE', 'The file is larger than 20 MB. Split it and send the parts one after the other.'],
  FST_FILES_LIMIT: [413, 'TOO_LARGE', 'Send one file at a time.'],
  FST_PARTS_LIMIT: [413, 'TOO_LARGE', 'The form has too many fields.'],
  FST_FIELDS_LIMIT: [413, 'TOO_LARGE', 'The form has too many fields.'],
  '57014': [503, 'TOO_LONG_FOR_THE_DATABASE', 'This took the database too long, and nothing was changed. Ask for less at once, or try again in a moment.'],
  FST_ERR_BAD_URL: [400, 'MALFORMED_ADDRESS', 'The address cannot be read. Check the characters after each %.'],
};

const BY_STATUS: Record<number, [string, string]> = {
  400: ['MALFORMED_REQUEST', 'What you sent cannot be read. Check it and send it again.'],
  401: ['NOT_SIGNED_IN', 'Sign in first.'],
  403: ['NOT_ALLOWED', 'Your part in this does not let you do that.'],
  404: ['NOT_FOUND', 'There is nothing at this address that you can see.'],
  405: ['NOT_ALLOWED_HERE', 'This cannot be done at this address.'],
  406: ['NOT_ACCEPTABLE', 'What you sent cannot be taken in this form.'],
  408: ['TOO_SLOW', 'The request took too long to arrive. Send it again.'],
  413: ['TOO_LARGE', 'What you sent is too large. Send less at once.'],
  414: ['ADDRESS_TOO_LONG', 'The address is too long.'],
  415: ['WRONG_CONTENT_TYPE', 'Send the body as application/json, or from a form.'],
  429: ['TOO_MANY', 'There were too many requests. Wait, then try again.'],
};

/** Why the database could not be asked: it is not there, is starting or stopping, or has no connection left. */
const UNREACHABLE = new Set(['ECONNREFUSED', 'ECONNRESET', 'ENOTFOUND', 'ETIMEDOUT', 'EPIPE', '57P01', '57P02', '57P03', '53300', '3D000', '08006', '08001', '08003']);
const UNREACHABLE_WORDS = /Connection terminated|timeout exceeded when trying to connect|Client has encountered a connection error/;

/** How long to wait before trying again when the database cannot be reached. */
export const RETRY_AFTER_S = 10;

/**
 * What anything that was thrown means to whoever sent the request. Refusals speak for themselves; the server's own get words
 * here; everything else is a bug (500) or a database out of reach (503), and says nothing of itself.
 */
export function refusalOf(error: unknown): Refusal {
  if (error instanceof Refusal) return error;
  const { code, cause, driverError, statusCode } = error as { code?: string; cause?: { code?: string }; driverError?: { code?: string }; statusCode?: number };
  const known = BY_CODE[code ?? ''] ?? BY_CODE[cause?.code ?? ''] ?? BY_CODE[driverError?.code ?? ''];
  if (known) return new Refusal(...known);
  const status = error instanceof HttpException ? error.getStatus() : (statusCode ?? 500);
  const words = BY_STATUS[status];
  if (words) return new Refusal(status, ...words);
  if (status >= 400 && status < 500) return new Refusal(status, 'MALFORMED_REQUEST', BY_STATUS[400]?.[1] ?? '');
  return isUnreachable(error)
    ? new Refusal(503, 'UNAVAILABLE', 'The service cannot reach its database. Nothing was changed. Try again in a moment.')
    : new Refusal(500, 'FAULT', 'Something went wrong here, and nothing was changed. Try again; if it goes wrong again, report the reference.');
}

function isUnreachable(error: unknown): boolean {
  if (error instanceof AggregateError) return error.errors.some(isUnreachable);
  const { code, message = '', driverError } = error as { code?: string; message?: string; driverError?: unknown };
  return UNREACHABLE.has(code ?? '') || UNREACHABLE_WORDS.test(message) || (driverError !== undefined && isUnreachable(driverError));
}

/** RFC 9457. `type` is a path of ours that names the code; `instance` is the reference that the log has too. */
export const problemOf = (refusal: Refusal, requestId: string) => ({
  type: `/problems/${refusal.code}`,
  title: TITLES[refusal.status] ?? 'Not possible',
  status: refusal.status,
  code: refusal.code,
  detail: refusal.detail,
  reasons: refusal.reasons,
  instance: requestId,
});

/** What to do about it, by status: after what the refusal itself says. */
export const WAYS_ON: Readonly<Record<number, string>> = {
  400: 'Open the page again from the start page, and repeat what you did.',
  403: 'If it should be yours to do, ask whoever looks after sign-ins in your organisation, and tell them the reference below.',
  404: 'Check the address, or look for it from the start page. What is not yours to see is not here either.',
  409: 'Go back in your browser to see what you typed, then open the page again to see what is there now.',
  412: 'Go back in your browser to see what you typed, then open the page again to see what is there now.',
  413: 'Go back in your browser, and send less at once. Nothing of it was kept.',
  415: 'Go back in your browser, and choose a file of the kind that the page names.',
  422: 'Go back in your browser: what you typed is still there. Put it right, and send it again.',
  429: 'Nothing was done this time. Wait as long as it says, then try again.',
  500: 'This is our fault, not yours, and nothing was left half done. Try again; if it happens again, tell us, with the reference below.',
  503: 'This passes by itself, mostly within a minute. Nothing was left half done.',
};

/** A page's heading by status; 409 and 412 are about what others did or what is recorded. */
export const TITLES: Record<number, string> = {
  400: 'This cannot be read',
  401: 'Sign in first',
  403: 'You cannot do this',
  404: 'Page not found',
  409: 'This cannot be done now',
  410: 'This link has ended',
  412: 'Somebody else changed this',
  413: 'This is too large',
  415: 'This cannot be read',
  422: 'This cannot be taken',
  429: 'Please wait',
  500: 'Something went wrong',
  503: 'The service is not available',
};
