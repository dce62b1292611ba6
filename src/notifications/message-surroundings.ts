import type { EntityManager } from 'typeorm';
import { headSeal } from '../audit/seals-sql.js';
import type { MailSettings } from './mail-settings.js';
import type { MessageSurroundings } from './message-text.js';

/** What a message that is rendered now says of the installation. */
export async function messageSurroundings(manager: EntityManager, { publicUrl }: MailSettings): Promise<MessageSurroundings> {
  const [installation] = await manager.query<{ kind: string }[]>('SELECT kind FROM installation');
  return { publicUrl, training: installation?.kind === 'training', head: await headSeal(manager) };
}
