import type { TestApplication } from './application.js';
import { emailOf, PASSWORD, type Who } from './region.js';

/** An address as somebody reads it with a session of their own, as a browser does. The situations' times go back and forth, which the sign-in would take for trouble. */
async function answerAs({ config, dataSource }: TestApplication, who: Who, path: string): Promise<Response> {
  await dataSource.query('DELETE FROM sign_in_attempt');
  const body = new URLSearchParams({ email: emailOf(who), password: PASSWORD });
  const signedIn = await fetch(`${config.publicUrl}/sign-in`, { method: 'POST', body, redirect: 'manual', headers: { origin: config.publicUrl } });
  const cookie = signedIn.headers.getSetCookie().map((one) => one.split(';')[0]).join('; ');
  return fetch(`${config.publicUrl}${path}`, { headers: { cookie } });
}

/** A page as somebody reads it: its HTML. */
export const pageAs = async (test: TestApplication, who: Who, path: string): Promise<string> => (await answerAs(test, who, path)).text();

/** A file as somebody downloads it. */
export async function fileAs(test: TestApplication, who: Who, path: string): Promise<{ status: number; type: string | null; disposition: string | null; bytes: Buffer; text: string }> {
  const answer = await answerAs(test, who, path);
  const bytes = Buffer.from(await answer.arrayBuffer());
  return { status: answer.status, type: answer.headers.get('content-type'), disposition: answer.headers.get('content-disposition'), bytes, text: bytes.toString() };
}
