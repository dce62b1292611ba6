import { Injectable } from '@nestjs/common';
import { authorizationCodeGrant, buildAuthorizationUrl, calculatePKCECodeChallenge, type Configuration } from 'openid-client';
import { requestContext } from '../audit/request-context.js';
import { Clock } from '../clock.js';
import { Refusal } from '../errors.js';
import { InstallationFacts } from '../installation/installation-facts.service.js';
import { RequestLog } from '../web/request-log.js';
import { hashSecret } from '../sign-in/secrets.js';
import type { Vouched } from './arrivals.service.js';
import type { ActiveProvider } from './identity-providers.service.js';
import { discover } from './openid.js';
import type { SignInFlow } from './sign-in-flow.entity.js';
import type { StartedFlow } from './sign-in-flows.service.js';

/** What an issuer says of itself is asked for again after so long. */
const KNOWN_FOR_MS = 10 * 60_000;

const CLOCKS_DIFFER_MS = 30_000;

/** Talks OpenID Connect with organisations' providers. Nothing of the database is held meanwhile. */
@Injectable()
export class OpenIdClients {
  private readonly known = new Map<string, { until: number; found: Promise<Configuration> }>();

  constructor(
    private readonly installation: InstallationFacts,
    private readonly clock: Clock,
    private readonly log: RequestLog,
  ) {}

  /** The origins that a form which begins a sign-in there leads to. Errors: ISSUER_UNREACHABLE (503). */
  async origins(provider: ActiveProvider): Promise<string[]> {
    const { authorization_endpoint } = (await this.of(provider)).serverMetadata();
    return [...new Set([...[provider.issuer, authorization_endpoint ?? provider.issuer].map((url) => new URL(url).origin), ...provider.passesThrough])];
  }

  /**
   * Where the browser goes to sign in: authorization code, PKCE, state and nonce. `anew` asks there for the password or factor even of
   * whoever is signed in. Errors: ISSUER_UNREACHABLE (503).
   */
  async addressFor(provider: ActiveProvider, { state, nonce, codeVerifier }: StartedFlow, redirectUri: string, anew: boolean): Promise<string> {
    const challenge = await calculatePKCECodeChallenge(codeVerifier);
    const parameters = { redirect_uri: redirectUri, scope: 'openid', state, nonce, code_challenge: challenge, code_challenge_method: 'S256', ...(anew && { prompt: 'login', max_age: '0' }) };
    return buildAuthorizationUrl(await this.of(provider), parameters).href;
  }

  /**
   * Who the provider says signed in: redeems the code of its answer, and checks signature, issuer, audience, time and nonce of
   * the token. One that proves a session says when they were asked there, which is after they left here; this machine and that one may
   * differ by half a minute. Errors: SIGN_IN_FAILED (403), ISSUER_UNREACHABLE (503).
   */
  async vouchedFor(provider: ActiveProvider, callback: URL, state: string, { nonce, codeVerifier, provesSession, startedAt }: SignInFlow): Promise<Vouched> {
    const client = await this.of(provider);
    try {
      const tokens = await authorizationCodeGrant(client, callback, { expectedState: state, expectedNonce: nonce, pkceCodeVerifier: codeVerifier, idTokenExpected: true });
      const claims = tokens.claims();
      if (!claims || claims.iss !== provider.issuer) throw new Error('the token is of another issuer');
      const askedAt = typeof claims.auth_time === 'number' ? new Date(claims.auth_time * 1000) : null;
      if (provesSession !== null && !(askedAt && askedAt.getTime() >= startedAt.getTime() - CLOCKS_DIFFER_MS)) throw new Error('the token does not say that they were asked anew');
      return { subject: claims.sub, askedAt };
    } catch (error) {
      this.log.signInFailed(requestContext()?.requestId ?? null, provider.id, error);
      if (isOutOfReach(error)) throw unreachable(provider);
      throw new Refusal(403, 'SIGN_IN_FAILED', `The sign-in of ${provider.organisation} did not work. Begin again from the sign-in page; if it goes on, tell your administrator the reference.`);
    }
  }

  private async of(provider: ActiveProvider): Promise<Configuration> {
    const now = this.clock.realNow().getTime();
    const key = hashSecret(`${provider.issuer} ${provider.clientId} ${provider.secret}`);
    const known = this.known.get(key);
    if (known && known.until > now) return known.found;
    const found = this.installation.isTraining().then((isTraining) => discover(provider, isTraining));
    this.known.set(key, { until: now + KNOWN_FOR_MS, found });
    return found.catch((error: unknown) => {
      this.known.delete(key);
      this.log.signInFailed(requestContext()?.requestId ?? null, provider.id, error);
      throw unreachable(provider);
    });
  }
}

const unreachable = ({ organisation }: ActiveProvider) =>
  new Refusal(503, 'ISSUER_UNREACHABLE', `The sign-in of ${organisation} does not answer as it should. Try again in a moment; if it goes on, your administrator can ask the operator for a rescue.`);

/** Nothing came back, or not in time. */
const isOutOfReach = (error: unknown): boolean => error instanceof TypeError || ['TimeoutError', 'AbortError'].includes((error as Error).name) || (error as { code?: string }).code === 'OAUTH_TIMEOUT';
