import { createServer, type Server } from 'node:http';
import type { AddressInfo } from 'node:net';
import { afterAll, beforeAll, describe, expect, it } from '@jest/globals';
import { authorizationCodeGrant } from 'openid-client';
import { discover } from '../src/single-sign-on/openid.js';

let server: Server;
let issuer = '';
let said: Record<string, unknown> = {};
let asked: string[] = [];
beforeAll(async () => {
  server = createServer((request, response) => {
    asked.push(request.url ?? '');
    response.setHeader('content-type', 'application/json').end(JSON.stringify(said));
  });
  await new Promise<void>((ready) => void server.listen(0, '127.0.0.1', ready));
  issuer = `http://localhost:${(server.address() as AddressInfo).port}/tenant`;
});
afterAll(() => new Promise((closed) => server.close(closed)));

const metadata = (change: object = {}) => {
  said = { issuer, authorization_endpoint: `${issuer}/authorize`, token_endpoint: `${issuer}/token`, jwks_uri: `${issuer}/keys`, response_types_supported: ['code'], ...change };
  asked = [];
};
const client = () => ({ issuer, clientId: 'c', secret: 's' });

describe('what an issuer says of itself', () => {
  it('is believed where it calls itself as the operator wrote it', async () => {
    metadata();
    expect((await discover(client(), true)).serverMetadata().issuer).toBe(issuer);
    expect(asked).toEqual(['/tenant/.well-known/openid-configuration']);
  });

  it.each([
    ['another tenant', () => ({ issuer: issuer.replace('tenant', 'other') })],
    ['all tenants at once', () => ({ issuer: `${new URL(issuer).origin}/{tenantid}/v2.0` })],
    ['the same with a slash more', () => ({ issuer: `${issuer}/` })],
    ['nobody', () => ({ issuer: undefined })],
    ['no address to sign in at', () => ({ authorization_endpoint: undefined })],
    ['an address to sign in at that is not https', () => ({ authorization_endpoint: 'http://elsewhere.example/authorize' })],
    ['a script to sign in at', () => ({ authorization_endpoint: 'javascript:alert(1)' })],
  ])('is not believed where it names %s', async (_, change) => {
    metadata(change());
    await expect(discover(client(), true)).rejects.toThrow();
  });

  it('is compared to the character: a slash more is another issuer', async () => {
    const origin = new URL(issuer).origin;
    metadata({ issuer: `${origin}/` });
    await expect(discover({ ...client(), issuer: origin }, true)).rejects.toThrow(`the issuer calls itself ${origin}/`);
  });

  it('sends us to no address by http but on this machine', async () => {
    metadata({ token_endpoint: 'http://169.254.169.254/token' });
    const found = await discover(client(), true);
    const back = new URL(`http://localhost/callback?code=x&state=y`);
    const redeemed = authorizationCodeGrant(found, back, { expectedState: 'y', pkceCodeVerifier: 'v'.repeat(43) });
    await expect(redeemed).rejects.toMatchObject({ cause: { message: 'the issuer names an address that is not https' } });
  });

  it('is not even asked by http in a live installation', async () => {
    metadata();
    await expect(discover(client(), false)).rejects.toThrow('ISSUER_INVALID');
    expect(asked).toEqual([]);
  });
});
