import { invalid } from '../errors.js';
import type { Upload } from '../web/visitor.js';

const MOST_BYTES = 10 * 1024 * 1024;

/** What a file is, by its first bytes: its name and what the browser says of it prove nothing. */
const SIGNATURES = {
  'application/pdf': Buffer.from('%PDF-'),
  'image/jpeg': Buffer.from([0xff, 0xd8, 0xff]),
  'image/png': Buffer.from([0x89, 0x50, 0x4e, 0x47, 0x0d, 0x0a, 0x1a, 0x0a]),
} as const;

export type ScanType = keyof typeof SIGNATURES;
export const SCAN_ENDINGS: Record<ScanType, string> = { 'application/pdf': 'pdf', 'image/jpeg': 'jpg', 'image/png': 'png' };

export interface Scan {
  fileName: string;
  fileType: ScanType;
  fileBytes: Buffer;
}

/** The scan of a signed form. Errors: INVALID (REQUIRED, TOO_LARGE, WRONG_TYPE) about the field `file`. */
export function scanOf(file: Upload | undefined): Scan {
  const refuse = (code: string, sentence: string) => invalid([{ code, field: 'file', sentence }]);
  if (!file) throw refuse('REQUIRED', 'Choose the scan of the signed form.');
  if (file.content.length > MOST_BYTES) throw refuse('TOO_LARGE', 'The scan is larger than 10 MB. Scan it at a lower resolution.');
  const fileType = (Object.keys(SIGNATURES) as ScanType[]).find((type) => file.content.subarray(0, SIGNATURES[type].length).equals(SIGNATURES[type]));
  if (!fileType) throw refuse('WRONG_TYPE', 'This is not a PDF, JPEG or PNG file. Scan the form as one of these.');
  return { fileName: file.fileName.replace(/[\p{Cc}\p{Cs}]/gu, '').slice(0, 255) || `scan.${SCAN_ENDINGS[fileType]}`, fileType, fileBytes: file.content };
}
