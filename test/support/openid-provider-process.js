import { generateKeyPairSync } from 'node:crypto';
import { createServer } from 'node:http';
import Provider from 'oidc-provider';

/*
 * A real OpenID provider in a process of its own: `node openid-provider-process.js CLIENT SECRET REDIRECT_URI …`. Whoever comes chooses who
 * to be: /choose/:interaction lists nobody and takes anyone, as ?sub=…&email=…. It says its address to the process that started it.
 */
const [clientId, clientSecret, ...redirectUris] = process.argv.slice(2);
const emails = new Map();
const server = createServer();
server.listen(0, '127.0.0.1', () => {
  const issuer = `http://localhost:${server.address().port}`;
  const provider = new Provider(issuer, configuration());
  const callback = provider.callback();
  server.on('request', (request, response) => {
    const url = new URL(request.url, issuer);
    if (!url.pathname.startsWith('/choose/')) return callback(request, response);
    const subject = url.searchParams.get('sub');
    if (subject === null) return response.setHeader('content-type', 'text/html').end('<!DOCTYPE html><title>Choose</title><form><input name="sub" aria-label="Who"><input name="email" aria-label="Address"><button>Sign in</button></form>');
    emails.set(subject, url.searchParams.get('email'));
    const refused = { error: 'access_denied' };
    return provider.interactionFinished(request, response, subject === '' ? refused : { login: { accountId: subject } }, { mergeWithLastSubmission: false });
  });
  process.send(issuer);
});

function configuration() {
  const { privateKey } = generateKeyPairSync('rsa', { modulusLength: 2048 });
  return {
    clients: [{ client_id: clientId, client_secret: clientSecret, redirect_uris: redirectUris, response_types: ['code'], grant_types: ['authorization_code'], token_endpoint_auth_method: 'client_secret_post' }],
    jwks: { keys: [{ ...privateKey.export({ format: 'jwk' }), kid: 'test', alg: 'RS256', use: 'sig' }] },
    cookies: { keys: ['test'] },
    pkce: { required: () => true },
    claims: { openid: ['sub', 'email', 'email_verified'] },
    conformIdTokenClaims: false,
    features: { devInteractions: { enabled: false } },
    interactions: { url: (_ctx, { uid }) => `/choose/${uid}` },
    findAccount: (_ctx, accountId) => ({ accountId, claims: () => ({ sub: accountId, email: emails.get(accountId), email_verified: true }) }),
    loadExistingGrant: async ({ oidc }) => {
      const grant = new oidc.provider.Grant({ clientId: oidc.client.clientId, accountId: oidc.session.accountId });
      grant.addOIDCScope('openid');
      await grant.save();
      return grant;
    },
  };
}
