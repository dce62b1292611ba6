import type { StoryName } from './stories.js';

/** A case that the sample always has, so that each page and each sign-in has something to show. */
export interface ShownCase {
  authorityCode: string;
  story: StoryName;
  /** Which of the authority's key workers, and which of the region's providers, by their place in the list. */
  keyWorker: number;
  provider: number;
}

const BIRMINGHAM = 'E08000025';
const COVENTRY = 'E08000026';

const shown = (authorityCode: string, keyWorker: number, provider: number, ...stories: StoryName[]): ShownCase[] =>
  stories.map((story) => ({ authorityCode, story, keyWorker, provider }));

/** The first provider and the second have sign-ins, and so has the first key worker of Birmingham and of Coventry. */
export const SHOWCASE: readonly ShownCase[] = [
  ...shown(BIRMINGHAM, 0, 0, 'steady', 'plan due', 'plan half agreed', 'plan late', 'review soon', 'risk today', 'emergency open'),
  ...shown(BIRMINGHAM, 0, 1, 'review late', 'meeting to come'),
  ...shown(COVENTRY, 0, 1, 'steady', 'plan to come', 'plan late', 'review soon', 'review held late', 'voicemail acknowledged', 'call missed'),
  ...shown(COVENTRY, 0, 0, 'emergency answered', 'plan half agreed'),
  ...shown('E08000028', 0, 0, 'review soon', 'breach', 'plan due'),
  ...shown('E08000029', 0, 0, 'key worker change not acknowledged', 'risk settled'),
  ...shown('E10000031', 0, 1, 'key worker change missed', 'plan half agreed', 'ended after the procedure'),
  ...shown('E08000030', 1, 1, 'review soon', 'emergency answered late'),
  ...shown(BIRMINGHAM, 1, 2, 'vacancy missed', 'year 11 without key worker', 'left early'),
  ...shown(COVENTRY, 1, 6, 'vacancy', 'transferred', 'plan very late'),
];
