import { fork } from 'node:child_process';
import { fileURLToPath } from 'node:url';

/** A real OpenID provider, in a process of its own. */
export interface OpenIdProvider {
  issuer: string;
  clientId: string;
  clientSecret: string;
  /**
   * Follows an authorization address as a browser of its own would, signs in as a subject with an e-mail address, and answers
   * where that browser is sent back to. An empty subject refuses.
   */
  signInAs(authorizationUrl: string, subject: string, email?: string): Promise<string>;
  stop(): Promise<void>;
}

const SCRIPT = fileURLToPath(new URL('./openid-provider-process.js', import.meta.url));

export async function startOpenIdProvider(redirectUris: readonly string[], clientId = 'learner-support'): Promise<OpenIdProvider> {
  const clientSecret = 'a-secret-of-the-client-with-some-length';
  // What it warns of (memory alone, an older Node) is as meant.
  const child = fork(SCRIPT, [clientId, clientSecret, ...redirectUris], { stdio: ['ignore', 'ignore', 'ignore', 'ipc'], execArgv: [] });
  const issuer = await new Promise<string>((resolve, reject) => {
    child.once('message', (said) => resolve(String(said)));
    child.once('exit', (code) => reject(new Error(`the provider ended with ${code}`)));
  });
  return {
    issuer,
    clientId,
    clientSecret,
    signInAs: (url, subject, email = `${subject}@elsewhere.example`) => follow(issuer, url, subject, email),
    stop: () =>
      new Promise((stopped) => {
        child.removeAllListeners('exit');
        child.once('exit', () => stopped());
        child.kill();
      }),
  };
}

async function follow(issuer: string, start: string, subject: string, email: string): Promise<string> {
  const jar = new Map<string, string>();
  for (let url = start, steps = 0; steps < 10; steps += 1) {
    const cookie = [...jar].map(([name, value]) => `${name}=${value}`).join('; ');
    const answer = await fetch(url, { redirect: 'manual', headers: cookie ? { cookie } : {} });
    for (const set of answer.headers.getSetCookie()) {
      const [pair = ''] = set.split(';');
      jar.set(pair.slice(0, pair.indexOf('=')), pair.slice(pair.indexOf('=') + 1));
    }
    const location = answer.headers.get('location');
    if (location === null) throw new Error(`${url} answered ${answer.status}: ${await answer.text()}`);
    const next = new URL(location, url);
    if (next.origin !== issuer) return next.href;
    if (next.pathname.startsWith('/choose/')) next.search = new URLSearchParams({ sub: subject, email }).toString();
    url = next.href;
  }
  throw new Error('the provider sends in circles');
}
