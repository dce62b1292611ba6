import type { NEED_AREAS } from './records/key-worker.js';

/** Who writes in the plan. The young person's own words are written down for them, by either. */
export type PlanWriter = 'key-worker' | 'designated-person';

type NeedArea = keyof typeof NEED_AREAS;

interface SectionRow {
  title: string;
  hint: string;
  writers: readonly PlanWriter[];
  /** Without it the plan is not complete, and cannot be agreed (KW3). */
  required: boolean;
  /** What is written here can be recorded as a need (KW9). */
  needArea?: NeedArea;
}

const KEY_WORKER = ['key-worker'] as const;
const DESIGNATED_PERSON = ['designated-person'] as const;
const BOTH = ['key-worker', 'designated-person'] as const;

/** The education plan (KW3, EP8) as a document: its sections in their order. The agreement's text asks for the first three. */
export const PLAN_SECTIONS = {
  'key-contacts': { title: 'Key contacts', hint: 'Who does what for the young person, and how to reach them', writers: BOTH, required: true },
  safeguarding: { title: 'Safeguarding issues', hint: 'What the provider needs to know to keep them safe. If there is nothing, say so.', writers: BOTH, required: true },
  'own-words': { title: "The young person's own words", hint: 'What they hope for, what helps, what does not: as they said it', writers: BOTH, required: true },
  accommodation: { title: 'Accommodation', hint: 'Where they live, whether it will last, and what support they need there', writers: KEY_WORKER, required: false, needArea: 'accommodation' },
  transport: { title: 'Transport', hint: 'How they get there and back, and what that needs', writers: KEY_WORKER, required: false, needArea: 'transport' },
  finance: { title: 'Finance', hint: 'What they live on, and what they need help with', writers: KEY_WORKER, required: false, needArea: 'finance' },
  health: { title: 'Health', hint: 'What the provider needs to know of their health, and what support they need', writers: KEY_WORKER, required: false, needArea: 'health' },
  goals: { title: 'Goals', hint: 'What they want to reach by the end of the course, and after it', writers: BOTH, required: false },
  entitlements: { title: 'Entitlements', hint: 'Bursary, meals, fees, equipment, access arrangements: what is claimed, and by whom', writers: DESIGNATED_PERSON, required: false },
  mentor: { title: 'Mentor', hint: 'Who it is, how to reach them, and when they meet', writers: DESIGNATED_PERSON, required: false },
  visits: { title: 'Visits', hint: 'Before and after the start: when, and who meets the young person', writers: DESIGNATED_PERSON, required: false },
} as const satisfies Record<string, SectionRow>;

export type PlanSectionName = keyof typeof PLAN_SECTIONS;

/** The sections in the order of the document. */
export const SECTION_NAMES = Object.keys(PLAN_SECTIONS) as PlanSectionName[];

/** What a plan must have for KW3. */
export const REQUIRED_SECTIONS: readonly PlanSectionName[] = SECTION_NAMES.filter((name) => PLAN_SECTIONS[name].required);

/** A section as it is written in one version of the plan. */
export interface WrittenSection {
  section: PlanSectionName;
  text: string;
}

/** The required sections that are still empty (KW3); none where the plan is complete. */
export function missingSections(written: readonly WrittenSection[]): PlanSectionName[] {
  return REQUIRED_SECTIONS.filter((name) => !written.some(({ section, text }) => section === name && text !== ''));
}

/** Whether one of the writers that somebody is may write a section. */
export function mayWriteSection(name: PlanSectionName, writers: readonly PlanWriter[]): boolean {
  const allowed: readonly PlanWriter[] = PLAN_SECTIONS[name].writers;
  return writers.some((writer) => allowed.includes(writer));
}

/** The area of support in which what a section says can be recorded as a need (KW9); null where it is about none. */
export function needAreaOf(name: PlanSectionName): NeedArea | null {
  const row: SectionRow = PLAN_SECTIONS[name];
  return row.needArea ?? null;
}

/** Who writes a section, in words: "the key worker or the designated person". */
export function writersInWords(name: PlanSectionName): string {
  return PLAN_SECTIONS[name].writers.map((writer) => `the ${writer.replace('-', ' ')}`).join(' or ');
}
