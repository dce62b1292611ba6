/** An agreement as the API shows it. */
export interface Agreement {
  id: number;
  version: number;
  state: string;
  form: Record<string, string | null>;
  signatures: { id: number; party: string; how: string; witness: string | null }[];
  signedOn: string | null;
  endedOn: string | null;
  blockers: { code: string; sentence: string; field?: string }[];
  contacts: { post: string; inPost: boolean }[];
  nextReviewOn: string | null;
  reviews: { id: number; decision: string }[];
  supersedes: { id: number } | null;
  corrections: { before: object; after: object }[];
}

export const SUPPORT = { supportedOn: '2026-06-01', words: 'The Director and the head of service agreed in their meeting' };
export const CONSULTATION = { consultedOn: '2026-06-02', withWhom: 'Nia Cole, key contact', outcome: 'Coventry is glad of it' };
export const PDF = '%PDF-1.7 a signed form';

/** What stands against its coming into force. */
export const codesOf = ({ blockers }: Agreement): string[] => blockers.map(({ code, field }) => (field ? `${code} ${field}` : code));

/** The form with a scan, as a browser sends it. */
export function scanned(fields: Record<string, string>, content = PDF): [string, Record<string, string>] {
  const parts = Object.entries(fields).map(([name, value]) => `--line\r\ncontent-disposition: form-data; name="${name}"\r\n\r\n${value}\r\n`);
  return [`${parts.join('')}--line\r\ncontent-disposition: form-data; name="file"; filename="form.pdf"\r\n\r\n${content}\r\n--line--\r\n`, { 'content-type': 'multipart/form-data; boundary=line' }];
}
