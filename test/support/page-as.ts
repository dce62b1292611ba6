import type { TestApplication } from './application.js';
import { emailOf, PASSWORD, type Who } from './region.js';

/** A page as somebody reads it with a session of their own, as a browser does: its HTML. */
export async function pageAs({ config }: TestApplication, who: Who, path: string): Promise<string> {
  const body = new URLSearchParams({ email: emailOf(who), password: PASSWORD });
  const signedIn = await fetch(`${config.publicUrl}/sign-in`, { method: 'POST', body, redirect: 'manual', headers: { origin: config.publicUrl } });
  const cookie = signedIn.headers.getSetCookie().map((one) => one.split(';')[0]).join('; ');
  return (await fetch(`${config.publicUrl}${path}`, { headers: { cookie } })).text();
}
