import { organisationHref } from '../organisations/organisation-href.js';
import type { DutyListItem } from './duty-list.service.js';

/** Where a duty of a list is shown, below the address of the pages: in its case, or with the organisation whose own duty it is. */
export function whereShown({ caseReference, ofProviderId, ofAuthorityCode, preferredName, id }: DutyListItem): { href: string; subjectHref: string } {
  if (caseReference === null) {
    const subjectHref = organisationHref({ providerId: ofProviderId, authorityCode: ofAuthorityCode });
    return { href: `${subjectHref}#duty-${id}`, subjectHref };
  }
  const subjectHref = `/cases/${caseReference}`;
  return { href: preferredName === null ? subjectHref : `${subjectHref}/duties#duty-${id}`, subjectHref };
}
