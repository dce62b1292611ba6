/** The page of a provider, or of an authority where there is no provider. */
export const organisationHref = ({ providerId = null, authorityCode }: { providerId?: number | null; authorityCode?: string | null }): string =>
  providerId === null ? `/authorities/${authorityCode}` : `/providers/${providerId}`;
