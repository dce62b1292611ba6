import * as openid from 'openid-client';
import { checkIssuer, isLoopback } from './issuer.js';

/** What it takes to ask an issuer. */
export interface Client {
  issuer: string;
  clientId: string;
  secret: string;
}

const TIMEOUT_S = 5;

/**
 * Reads what an issuer says of itself. It has to name itself as we do, to the character: a provider of many tenants answers
 * for its address without a tenant as well, and would let every one of them in. Nothing is fetched by http but on this
 * machine in a training installation. Throws what the library throws, or an Error that says what does not fit.
 */
export async function discover({ issuer, clientId, secret }: Client, isTraining: boolean): Promise<openid.Configuration> {
  checkIssuer(issuer, isTraining);
  const isHttp = issuer.startsWith('http:');
  const onlySafe: openid.CustomFetch = (url, options) => {
    if (!isSafe(url, isHttp)) throw new Error(`the issuer names an address that is not https`);
    return fetch(url, options as RequestInit);
  };
  const found = await openid.discovery(new URL(issuer), clientId, undefined, proofOf(secret), {
    [openid.customFetch]: onlySafe,
    timeout: TIMEOUT_S,
    execute: [openid.enableNonRepudiationChecks, ...(isHttp ? [openid.allowInsecureRequests] : [])],
  });
  const said = found.serverMetadata();
  if (said.issuer !== issuer) throw new Error(`the issuer calls itself ${said.issuer}`);
  if (!said.authorization_endpoint || !isSafe(said.authorization_endpoint, isHttp)) throw new Error('the issuer names no safe address to sign in at');
  return found;
}

const isSafe = (url: string, httpHere: boolean): boolean => URL.canParse(url) && (url.startsWith('https:') || (httpHere && url.startsWith('http:') && isLoopback(url)));

/** In the way that the issuer takes; where it says nothing, as the standard has it, in a header. */
function proofOf(secret: string): openid.ClientAuth {
  const [inBody, inHeader] = [openid.ClientSecretPost(secret), openid.ClientSecretBasic(secret)];
  return (server, ...rest) => ((server.token_endpoint_auth_methods_supported ?? []).includes('client_secret_post') ? inBody : inHeader)(server, ...rest);
}
