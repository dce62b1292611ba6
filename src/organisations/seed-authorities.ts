import type { EntityManager } from 'typeorm';
import { Authority } from './authority.entity.js';

/** The region's local authorities with their codes of the Office for National Statistics. */
export const WEST_MIDLANDS = {
  E08000025: 'Birmingham',
  E08000026: 'Coventry',
  E08000027: 'Dudley',
  E08000028: 'Sandwell',
  E08000029: 'Solihull',
  E08000030: 'Walsall',
  E08000031: 'Wolverhampton',
  E06000019: 'Herefordshire',
  E06000051: 'Shropshire',
  E10000028: 'Staffordshire',
  E06000021: 'Stoke-on-Trent',
  E06000020: 'Telford and Wrekin',
  E10000031: 'Warwickshire',
  E10000034: 'Worcestershire',
} as const;

/** Makes sure the region's authorities are there, with the names they have now. Every installation has them, a live one too. */
export async function seedAuthorities(manager: EntityManager): Promise<void> {
  await manager.upsert(Authority, Object.entries(WEST_MIDLANDS).map(([code, name]) => ({ code, name })), ['code']);
}
