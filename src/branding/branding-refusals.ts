import { contrastWithWhite, LEAST_CONTRAST } from '../domain/contrast.js';
import type { Reason } from '../errors.js';
import type { SetBranding } from './branding.dto.js';

/** Why name, colour and contact cannot be set so; empty when they can: TOO_LITTLE_CONTRAST, CONTACT_WITHOUT_NAME, CONTACT_WITHOUT_WAY. */
export function brandingRefusals({ colour, contactName, contactPhone, contactEmail, contactHours }: SetBranding): Reason[] {
  const reasons: Reason[] = [];
  if (colour && contrastWithWhite(colour) < LEAST_CONTRAST) {
    const has = Math.floor(contrastWithWhite(colour) * 100) / 100;
    reasons.push({ code: 'TOO_LITTLE_CONTRAST', field: 'colour', sentence: `Choose a darker colour: white text on ${colour} has a contrast of ${has} to 1, and needs ${LEAST_CONTRAST} to 1 to be readable.` });
  }
  const hasWay = Boolean(contactPhone ?? contactEmail);
  if (!contactName && (hasWay || contactHours)) reasons.push({ code: 'CONTACT_WITHOUT_NAME', field: 'contactName', sentence: 'Enter whom people reach there: a name, such as that of your Virtual School.' });
  if (contactName && !hasWay) reasons.push({ code: 'CONTACT_WITHOUT_WAY', field: 'contactPhone', sentence: 'Enter a phone number or an e-mail address: a name alone reaches nobody.' });
  return reasons;
}
