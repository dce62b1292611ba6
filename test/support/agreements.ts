import type { ApiCalls } from './api-calls.js';
import type { TestApplication } from './application.js';

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

/** What a test looks at: an agreement as its Virtual Head reads it, and a duty of one. */
export const agreementsOf = (test: TestApplication, api: ApiCalls) => ({
  read: async (id: number): Promise<Agreement> => (await api.get<Agreement>('head', `/agreements/${id}`)).body,
  duty: async (key: string): Promise<object | undefined> => (await test.dataSource.query<object[]>('SELECT due_on, outcome, late FROM duty WHERE key = $1', [key]))[0],
});

interface Making {
  meetingOn: string;
  /** When each party signed on paper, the provider first; at the meeting unless told otherwise. */
  signedOn?: [string, string];
  /** Lines of the form that nobody in post fills in. */
  form: Partial<Record<string, string>>;
  /** Whether the Virtual School of the provider's area had to be asked. */
  consulted?: boolean;
}

/** Brings a draft into force: supported, met, and signed on paper by both. */
export async function broughtIntoForce(api: ApiCalls, id: number, { meetingOn, signedOn = [meetingOn, meetingOn], form, consulted = false }: Making): Promise<Agreement> {
  const at = (path: string) => `/agreements/${id}${path}`;
  await api.put('head', at('/support'), { ...SUPPORT, supportedOn: meetingOn });
  if (consulted) await api.put('head', at('/consultation'), CONSULTATION);
  await api.put('head', at('/meeting'), { meetingOn, signatoryRank: 'equivalent' });
  await api.put('head', at('/form'), { ...(await api.get<Agreement>('head', at(''))).body.form, ...form });
  for (const [index, party] of ['provider', 'virtual-school'].entries()) await api.post('head', at('/signatures/scans'), ...scanned({ party, signedOn: signedOn[index] ?? '', witness: 'Olga Dean' }));
  return (await api.post<Agreement>('head', at('/activation'))).body;
}
