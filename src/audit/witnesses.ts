import type { Seal } from './seal-chain.js';

/** That somebody outside saw this head: the number of a seal, where they kept it too, and its hash. */
export interface Witness {
  sealId: number | null;
  hash: string;
}

/** The line that a digest carries for whoever keeps it. `witnessesIn` reads it again. */
export const witnessLine = ({ id, hash }: Pick<Seal, 'id' | 'hash'>): string =>
  `Keep this mail as a witness: the trail of who did what stands at seal ${id}, ${hash.slice(0, 8)}, in full ${hash}`;

/** Every head that a text names: a hash by itself, `1042:hash`, or mails as they were saved, quoted-printable included. */
export function witnessesIn(text: string): Witness[] {
  const unfolded = text.replace(/=\r?\n/g, '').replace(/=3D/gi, '=');
  const found = [...unfolded.matchAll(/(?:seal (\d{1,9})\b[^\n]{0,40}?|\b(\d{1,9}):)?\b([0-9a-f]{64})\b/gi)];
  return found.map(([, said, short, hash = '']) => ({ sealId: said ?? short ? Number(said ?? short) : null, hash: hash.toLowerCase() }));
}

/** What the witnesses contradict, each a sentence; empty means nothing. `hashes` are those of the chain, the first seal's first. */
export function witnessFaults(witnesses: readonly Witness[], hashes: readonly string[]): string[] {
  return witnesses.flatMap(({ sealId, hash }) => {
    const short = `${hash.slice(0, 8)}…`;
    if (sealId === null) return hashes.includes(hash) ? [] : [`A witness has seen the seal ${short}, which is not in the trail: its tail was cut, an older backup was restored, or it was written anew.`];
    if (sealId > hashes.length) return [`A witness has seen seal ${sealId} (${short}) and the trail ends at seal ${hashes.length}: its tail was cut, or an older backup was restored.`];
    return hashes[sealId - 1] === hash ? [] : [`A witness has seen seal ${sealId} as ${short} and the trail has ${hashes[sealId - 1]?.slice(0, 8)}… there: it was written anew from that seal or an earlier one on.`];
  });
}
