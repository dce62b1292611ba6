import { generateSecret, generateURI, verifySync } from 'otplib';

const PERIOD_S = 30;
/** A code of the step before or after counts too: clocks differ, and people type slowly. */
const TOLERANCE_S = PERIOD_S;

/** A new secret of 160 random bits, in base32 as authenticator apps take it. */
export const newTotpSecret = (): string => generateSecret({ length: 20 });

/** What an app's QR code says: whose account of which service, and the secret. */
export const totpUri = (secret: string, email: string, issuer: string): string => generateURI({ issuer, label: email, secret });

/** The time step whose code this is, if it is one of those that count at this instant; null otherwise (RFC 6238: six digits, 30 seconds, SHA-1). */
export function stepOf(code: string, secret: string, now: Date): number | null {
  if (!/^\d{6}$/.test(code)) return null;
  const result = verifySync({ secret, token: code, epoch: Math.floor(now.getTime() / 1000), period: PERIOD_S, epochTolerance: TOLERANCE_S });
  return result.valid && 'timeStep' in result ? result.timeStep : null;
}
