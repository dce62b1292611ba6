import type { EntityManager } from 'typeorm';
import { escapeHtml } from '../escape-html.js';
import { brandingOf, type Branding } from './branding.js';

/** What the foot of a mail says: what the service is called for its reader, and, after `words`, whom they call. Empty where their authority has set nothing. */
export function footLines(branding: Branding | null, words = 'Contact:'): string[] {
  const { serviceName, contact } = branding ?? {};
  return [...(serviceName ? [serviceName] : []), ...(contact ? [`${words} ${[contact.name, contact.phone, contact.email, contact.hours].filter(Boolean).join(', ')}`] : [])];
}

/** A mail's words with the foot of its reader's authority under them. */
export function withFoot<T extends { text: string; html: string }>(mail: T, branding: Branding | null): T {
  const lines = footLines(branding);
  if (lines.length === 0) return mail;
  return { ...mail, text: `${mail.text}\n${lines.join('\n')}\n`, html: `${mail.html}\n<p>${lines.map(escapeHtml).join('<br>\n')}</p>` };
}

/** What each of these people's authority has set, by their number; a young person's is their home authority. Those of a provider have none. */
export async function brandingsOf(manager: EntityManager, personIds: readonly number[]): Promise<Map<number, Branding | null>> {
  const rows = await manager.query<{ id: number; branding: Branding | null }[]>(
    `SELECT p.id, ${brandingOf('coalesce(p.authority_code, y.home_authority_code)')} AS branding FROM person p LEFT JOIN young_person y ON y.id = p.case_id WHERE p.id = ANY($1)`, [personIds]);
  return new Map(rows.map(({ id, branding }) => [id, branding]));
}
