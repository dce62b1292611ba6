import { SetMetadata, createParamDecorator, type ExecutionContext } from '@nestjs/common';
import type { FastifyRequest } from 'fastify';
import { Refusal } from '../errors.js';
import type { Upload } from './visitor.js';

/** The largest file that a form or the API takes: 20 MB. */
export const UPLOAD_LIMIT = 20 * 1024 * 1024;
const LIMITS = { fileSize: UPLOAD_LIMIT, files: 1, fields: 50, fieldSize: 100_000 };
export const TAKES_FILES = 'takes-files';

/** On a handler: it takes a multipart form or text/csv. Elsewhere these are 415. Nothing of them is read before the sender is known. */
export const TakesFiles = () => SetMetadata(TAKES_FILES, true);

/** A handler's parameter: the file of the form's field of this name; undefined where none was chosen. */
export const Uploaded = createParamDecorator(
  (field: string, context: ExecutionContext): Upload | undefined => context.switchToHttp().getRequest<FastifyRequest>().uploads?.[field],
);

/**
 * Reads a multipart form: its texts become the body, its files `request.uploads`. An empty file field counts as absent.
 * Errors: TOO_LARGE (413), MALFORMED_BODY (400).
 */
export async function readUploads(request: FastifyRequest): Promise<void> {
  const body: Record<string, string> = {};
  const uploads: Record<string, Upload> = {};
  try {
    for await (const part of request.parts({ limits: LIMITS })) {
      if (part.type === 'file') {
        const content = await part.toBuffer();
        if (part.filename) uploads[part.fieldname] = { fileName: part.filename.replaceAll('\0', ''), content };
      } else if (part.fieldnameTruncated || part.valueTruncated) {
        throw new Refusal(413, 'TOO_LARGE', 'A field of the form is too long.');
      } else {
        body[part.fieldname] = String(part.value);
      }
    }
  } catch (error) {
    // What the parser cannot read it throws as a bare Error; what is too large has a code.
    if (error instanceof Refusal || (error as { code?: string }).code) throw error;
    throw new Refusal(400, 'MALFORMED_BODY', 'The form cannot be read. Send it again as multipart/form-data.');
  }
  request.body = body;
  request.uploads = uploads;
}

/** Whether the body is one CSV file, without a form around it. */
export const isCsv = (request: FastifyRequest): boolean => /^text\/csv\b/i.test(request.headers['content-type'] ?? '');

/** Reads a CSV body as the file `file`. Errors: TOO_LARGE (413). */
export async function readCsvBody(request: FastifyRequest): Promise<void> {
  const parts: Buffer[] = [];
  let size = 0;
  for await (const part of request.raw as AsyncIterable<Buffer>) {
    size += part.length;
    if (size > UPLOAD_LIMIT) throw new Refusal(413, 'TOO_LARGE', 'The file is larger than 20 MB. Split it and send the parts one after the other.');
    parts.push(part);
  }
  request.body = {};
  request.uploads = { file: { fileName: 'body.csv', content: Buffer.concat(parts) } };
}
