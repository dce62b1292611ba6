import { texts } from './languages.js';
import { say } from './words.js';
import type { CaseView } from '../young-people/case-view.js';
import type { Addressee } from './own-voice.service.js';

/** Whom a form offers: the value of its button, and the words beside it. */
export type Listeners = Record<string, string>;

/** Those to whom something can be said, or also those who may be asked. A provider is named with its placement: `designated-person-17`. */
export function listenersOf({ placements }: CaseView, withManagers: boolean): Listeners {
  const { toKeyWorker, toVirtualSchool, toProvider, toManager, toHead } = texts().say;
  return {
    'key-worker': toKeyWorker,
    ...Object.fromEntries(placements.filter(({ ending }) => ending === null).map(({ id, provider }) => [`designated-person-${id}`, say(toProvider, { provider: provider.name })])),
    'key-contact': toVirtualSchool,
    ...(withManagers && { 'team-manager': toManager, 'virtual-head': toHead }),
  };
}

/** What was chosen of them. */
export function addresseeOf(chosen: string): Addressee {
  const [, role = chosen, placementId] = /^(designated-person)-(\d{1,9})$/.exec(chosen) ?? [];
  return { addressedTo: role, ...(placementId !== undefined && { placementId: Number(placementId) }) };
}
