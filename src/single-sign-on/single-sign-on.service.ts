import { Injectable } from '@nestjs/common';
import { Refusal } from '../errors.js';
import { WebSettings } from '../web/web-settings.js';
import { Arrivals } from './arrivals.service.js';
import { IdentityProviders, type ActiveProvider } from './identity-providers.service.js';
import { OpenIdClients } from './openid-clients.service.js';
import { SignInFlows, type NewFlow } from './sign-in-flows.service.js';

/** What came of a sign-in there, and where the browser goes on. */
export interface Arrival {
  kind: 'session' | 'proven';
  secret: string;
  next: string;
}

/** Which session a browser brought along, if any. */
type Brought = { secretHash: string } | null;

/** Signing in with an organisation's own OpenID provider. */
@Injectable()
export class SingleSignOn {
  constructor(
    private readonly providers: IdentityProviders,
    private readonly clients: OpenIdClients,
    private readonly flows: SignInFlows,
    private readonly arrivals: Arrivals,
    private readonly settings: WebSettings,
  ) {}

  /** One to sign in with, and the origins that its form leads to. Errors: NOT_FOUND, ISSUER_UNREACHABLE. */
  async show(id: number): Promise<{ provider: ActiveProvider; origins: string[] }> {
    const provider = await this.providers.active(id);
    return { provider, origins: await this.clients.origins(provider) };
  }

  /**
   * Begins a sign-in by a browser, and answers where it goes. With `bindsPersonId`, whoever signs in there is known as this person from
   * then on; with `provesSession`, they show that it is they who sit there, and are asked anew. Errors: NOT_FOUND, ISSUER_UNREACHABLE.
   */
  async begin(id: number, flow: NewFlow): Promise<string> {
    const provider = await this.providers.active(id);
    await this.clients.origins(provider);
    const started = await this.flows.start(id, flow);
    return this.clients.addressFor(provider, started, this.callbackOf(id), flow.provesSession !== undefined);
  }

  /**
   * Ends it with the answer that the browser brought back. The flow is used up whatever comes of it. Errors: NOT_FOUND for a
   * provider that is not active, FLOW_OVER, SIGN_IN_FAILED, ISSUER_UNREACHABLE, NOT_KNOWN, IDENTITY_TAKEN, NOT_YOU.
   */
  async finish(id: number, query: string, browser: string | undefined, brought: Brought): Promise<Arrival> {
    const provider = await this.providers.active(id);
    const callback = new URL(`${this.callbackOf(id)}?${query}`);
    const state = callback.searchParams.get('state');
    if (state === null || browser === undefined) throw new Refusal(403, 'FLOW_OVER', 'This sign-in was not begun in this browser. Begin again from the sign-in page.');
    const flow = await this.flows.take(id, state, browser);
    const vouched = await this.clients.vouchedFor(provider, callback, state, flow);
    const { next, bindsPersonId, provesSession } = flow;
    if (provesSession === null) return { kind: 'session', secret: await this.arrivals.admit(provider, vouched, bindsPersonId), next };
    return { kind: 'proven', secret: await this.arrivals.prove(provider, vouched, brought?.secretHash === provesSession ? provesSession : null), next };
  }

  private callbackOf = (id: number): string => `${this.settings.publicUrl}/sign-in/with/${id}/callback`;
}
