import { describe, expect, it } from '@jest/globals';
import { mayWriteSection, missingSections, needAreaOf, REQUIRED_SECTIONS, SECTION_NAMES, writersInWords, type PlanSectionName, type WrittenSection } from './plan-sections.js';
import { NEED_AREAS } from './records/key-worker.js';

const written = (...sections: PlanSectionName[]): WrittenSection[] => sections.map((section) => ({ section, text: 'Something' }));

describe('the sections of the education plan (KW3, EP8)', () => {
  it('are complete with key contacts, safeguarding issues and the own words, as the agreement says', () => {
    expect(REQUIRED_SECTIONS).toEqual(['key-contacts', 'safeguarding', 'own-words']);
    expect(missingSections(written('key-contacts', 'safeguarding', 'own-words'))).toEqual([]);
  });

  it('are not complete while one of the three is missing or empty, whatever else is written', () => {
    expect(missingSections([])).toEqual(['key-contacts', 'safeguarding', 'own-words']);
    expect(missingSections([...written('key-contacts', 'goals', 'mentor', 'visits'), { section: 'own-words', text: '' }])).toEqual(['safeguarding', 'own-words']);
  });

  it('have a place for each area in which a need can be recorded (KW9)', () => {
    const areas = SECTION_NAMES.flatMap((name) => needAreaOf(name) ?? []);
    expect(areas.sort()).toEqual(Object.keys(NEED_AREAS).sort());
  });

  it.each([
    ['own-words', true, true],
    ['health', true, false],
    ['entitlements', false, true],
  ] as const)('let write %s: the key worker %s, the designated person %s', (section, keyWorker, designatedPerson) => {
    expect(mayWriteSection(section, ['key-worker'])).toBe(keyWorker);
    expect(mayWriteSection(section, ['designated-person'])).toBe(designatedPerson);
    expect(mayWriteSection(section, [])).toBe(false);
  });

  it('say in words who writes them', () => {
    expect(writersInWords('goals')).toBe('the key worker or the designated person');
    expect(writersInWords('mentor')).toBe('the designated person');
  });
});
