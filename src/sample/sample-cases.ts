import type { LocalDate } from '../domain/time/local-date.js';
import { CaseStory, type SentNotice } from './case-story.js';
import { randomOf } from './random.js';
import { SAMPLE_AUTHORITIES, SAMPLE_PROVIDERS } from './region.js';
import { SampleRows } from './sample-rows.js';
import { keyWorkerOfCase, type SampleStaff } from './sample-staff.js';
import { SHOWCASE } from './showcase.js';
import { SHARES, STORIES, type StoryName } from './stories.js';
import { sampleReference } from './young-person-of.js';

/** Which case stands where: a plan that depends on the seed and the case's number alone. */
export interface PlannedCase {
  number: number;
  authorityCode: string;
  keyWorker: number;
  provider: number;
  story: StoryName;
}

/** The first so many cases of the sample. More of them change none of those before. */
export function planCases(seed: number, count: number): PlannedCase[] {
  const casesOf = new Map<string, number>();
  return Array.from({ length: count }, (_, number) => {
    const shown = SHOWCASE[number];
    if (shown) return { number, ...shown };
    const random = randomOf(seed, number);
    const authorityCode = random.weighted(SAMPLE_AUTHORITIES.map((one) => [one.code as string, one.weight] as const));
    const inAuthority = casesOf.get(authorityCode) ?? 0;
    casesOf.set(authorityCode, inAuthority + 1);
    const nearby = [...SAMPLE_PROVIDERS.keys()].filter((index) => SAMPLE_PROVIDERS[index]?.authorityCode === authorityCode);
    const away = random.percent(45) ? [0, 1] : [...SAMPLE_PROVIDERS.keys()];
    const provider = random.pick(random.percent(84) ? nearby : away);
    return { number, authorityCode, keyWorker: keyWorkerOfCase(authorityCode, inAuthority), provider, story: random.weighted(SHARES) };
  });
}

/** How many of these cases each authority has. */
export function countCases(cases: readonly PlannedCase[]): Map<string, number> {
  const counts = new Map<string, number>();
  for (const { authorityCode } of cases) counts.set(authorityCode, (counts.get(authorityCode) ?? 0) + 1);
  return counts;
}

export interface ToldCases {
  rows: SampleRows;
  /** What the system sent in the past to keep a promise. */
  sent: SentNotice[];
}

export interface Telling {
  seed: number;
  now: Date;
  today: LocalDate;
  staff: SampleStaff;
  /** References that cases have already. */
  taken: ReadonlySet<string>;
}

/** Lives through each planned case up to now. */
export function tellCases(cases: readonly PlannedCase[], { seed, now, today, staff, taken }: Telling): ToldCases {
  const rows = new SampleRows();
  const sent: SentNotice[] = [];
  let skipped = 0;
  for (const { number, authorityCode, keyWorker, provider, story } of cases) {
    while (taken.has(sampleReference(number + skipped))) skipped += 1;
    const home = staff.authorities.get(authorityCode);
    const setting = {
      now, today, rows, sent, staff,
      random: randomOf(seed + 1, number),
      home: required(home),
      keyWorker: required(home?.keyWorkers[keyWorker]),
      provider: required(staff.providers[provider]),
      reference: sampleReference(number + skipped),
      localId: sampleLocalId(number),
    };
    STORIES[story](new CaseStory(setting));
  }
  return { rows, sent };
}

/** The authority's number of a sample case; it says that it is one. */
export const sampleLocalId = (number: number): string => `SAMPLE-${String(number + 1).padStart(6, '0')}`;

function required<T>(value: T | undefined): T {
  if (value === undefined) throw new RangeError('the plan names somebody whom the sample does not have');
  return value;
}
