import type { Keys } from '../keys/key-file.js';
import { openSealed, seal, type SealedPlace } from '../keys/seal.js';
import type { IdentityProviderSecret } from './identity-provider.entity.js';

const placeOf = (row: number): SealedPlace => ({ table: 'identity_provider_secret', column: 'sealed', row });

/** The row to keep of a client's secret. */
export const sealClientSecret = (keys: Keys, identityProviderId: number, secret: string): IdentityProviderSecret => ({
  identityProviderId,
  sealed: seal(keys.wrapping, secret, placeOf(identityProviderId)),
});

/** The secret that a row keeps. */
export const openClientSecret = (keys: Keys, { identityProviderId, sealed }: IdentityProviderSecret): string => openSealed(keys.wrapping, sealed, placeOf(identityProviderId));
