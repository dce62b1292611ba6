import { describeInstant } from '../domain/time/london.js';
import type { MessageText } from '../notifications/message-text.js';
import type { AlertStage } from './emergency-alert.entity.js';

interface Alert {
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
export function renderAlert({ accessId, stage, authorityName, openedAt }: Alert, { publicUrl, training }: { publicUrl: string; training: boolean }): MessageText {
  const { subject, says, asks } = SAYS[stage];
  const link = `${publicUrl}/emergency-access/${accessId}`;
  const paragraphs = [
    `${says} (${describeInstant(openedAt)}).`,
    asks,
    link,
    ...(training ? ['This comes from a training installation: its clock is moved, and nothing in it is real.'] : []),
  ];
  const html = paragraphs.map((one) => `<p>${one === link ? `<a href="${link}">${link}</a>` : one}</p>`).join('\n');
  return { subject: `${authorityName}: ${subject}`, text: `${paragraphs.join('\n\n')}\n`, html };
}
