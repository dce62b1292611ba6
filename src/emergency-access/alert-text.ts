import { describeInstant } from '../domain/time/london.js';
import { alertText, type Surroundings } from '../notifications/alert-kind.js';
import type { MessageText } from '../notifications/message-text.js';
import type { AlertStage } from './emergency-alert.entity.js';

export interface Alert {
  accessId: number;
  stage: AlertStage;
  authorityName: string;
  openedAt: Date;
}

const SAYS: Record<AlertStage, { subject: string; says: string; asks: string }> = {
  opened: {
    subject: 'a case was opened in an emergency',
    says: 'Somebody without a part in it opened a case of this authority in an emergency',
    asks: 'See who, why and what they did, and say whether it was justified, within five working days.',
  },
  escalated: {
    subject: 'nobody has judged an emergency access',
    says: 'Five working days have passed without a verdict on a case of this authority that was opened in an emergency',
    asks: 'See who, why and what they did, and say whether it was justified.',
  },
};

/** The words of an alert: which authority and when. Not who, not which case. */
export function renderAlert({ accessId, stage, authorityName, openedAt }: Alert, { publicUrl, training }: Surroundings): MessageText {
  const { subject, says, asks } = SAYS[stage];
  return alertText(`${authorityName}: ${subject}`, [`${says} (${describeInstant(openedAt)}).`, asks], `${publicUrl}/emergency-access/${accessId}`, training);
}
