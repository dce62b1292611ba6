import { describe, expect, it } from '@jest/globals';
import { CLAUSES } from '../domain/agreement/clauses.js';
import { PLAN_SECTIONS } from '../domain/agreement/plan-sections.js';
import { RECIPIENTS, SHARED_ITEMS } from '../domain/agreement/records/sharing.js';
import { EMERGENCY_REASONS } from '../emergency-access/emergency-access.entity.js';
import { PURPOSES } from '../domain/purposes.js';
import { POSTS } from '../domain/agreement/roles.js';
import { withRequestContext } from '../audit/request-context.js';
import { LANGUAGES, texts as ofRequest } from './languages.js';
import { say, WORDS } from './words.js';

const textsOf = (value: unknown): string[] => (typeof value === 'string' ? [value] : Object.values(value as object).flatMap(textsOf));
const texts = textsOf(WORDS).map((text) => text.replace(/\{\w+\}/g, 'it'));

/** Groups of vowels, without a silent e at the end: near enough to count by. */
const syllables = (word: string): number => Math.max(1, (word.toLowerCase().replace(/(?<=[a-z]{2})e(d|s)?$/, '').match(/[aeiouy]+/g) ?? []).length);

/** Flesch and Kincaid: the school year, in the American count, in which a text is read with ease; 5 is age 10 to 11. */
function grade(all: string[]): number {
  const sentences = all.flatMap((text) => text.split(/[.!?:]+(?:\s|$)/)).map((text) => text.trim()).filter(Boolean);
  const words = sentences.flatMap((sentence) => sentence.match(/[A-Za-z’'-]+/g) ?? []);
  return 0.39 * (words.length / sentences.length) + 11.8 * (words.reduce((sum, word) => sum + syllables(word), 0) / words.length) - 15.59;
}

describe('the words of a young person’s pages', () => {
  it('are read at the age of 9 to 11', () => {
    const sentences = texts.filter((text) => text.split(' ').length >= 5);
    expect(sentences.length).toBeGreaterThan(100);
    expect(grade(sentences)).toBeLessThan(5);
  });

  it('have no sentence of more than 20 words', () => {
    const long = texts.flatMap((text) => text.split(/[.!?:]+(?:\s|$)/)).filter((sentence) => (sentence.match(/[A-Za-z’'-]+/g) ?? []).length > 20);
    expect(long).toEqual([]);
  });

  it('have none of the words of the office', () => {
    expect(texts.filter((text) => /safeguard|placement|disclos|lawful|provision|consent|entitle|statutory|designated|pursuant/i.test(text))).toEqual([]);
  });

  it('name every section of the plan, and everything that can be shared and with whom', () => {
    expect([Object.keys(WORDS.plan.sections), Object.keys(WORDS.consent.items), Object.keys(WORDS.consent.recipients)]).toEqual([Object.keys(PLAN_SECTIONS), Object.keys(SHARED_ITEMS), Object.keys(RECIPIENTS)]);
  });

  it('name every reason for which a case is opened in an emergency', () => {
    expect(Object.keys(WORDS.looked.emergencies)).toEqual(Object.keys(EMERGENCY_REASONS));
  });

  it('name every purpose for which a case is opened', () => {
    expect(Object.keys(WORDS.looked.purposes)).toEqual(Object.keys(PURPOSES));
  });

  it('have a date for everything that is owed to a young person', () => {
    const owed = Object.values(CLAUSES).filter(({ owedTo, subject }) => subject === 'case' && owedTo.includes('young person')).map(({ id }) => id);
    // EP12 is a breach: it has no date to wait for.
    expect(owed.filter((id) => !(id in WORDS.dates.duties))).toEqual(['EP12']);
  });

  it('name every post that somebody who looked can hold', () => {
    expect(Object.keys(WORDS.looked.roles)).toEqual(['key-worker', 'inspector', ...Object.keys(POSTS)]);
  });

  it.each(Object.keys(LANGUAGES).filter((language) => language !== 'en'))('say in %s all that they say in English, with the same places to fill in', (language) => {
    const other = textsOf(LANGUAGES[language]);
    const english = textsOf(WORDS);
    const places = (text: string | undefined) => (text?.match(/\{\w+\}/g) ?? []).sort();
    expect(other).toHaveLength(english.length);
    expect(english.filter((text, at) => places(text).join() !== places(other[at]).join())).toEqual([]);
    // What is left as it is has a reason: a name, or a sign.
    expect(english.filter((text, at) => text === other[at] && !/^(\{provider\}|\{provider\}.*|\{role\}.*|administrator|Start)$/.test(text))).toEqual([]);
    expect(other.filter((text) => text.trim() === '')).toEqual([]);
    expect(LANGUAGES[language]?.language).toBe(language);
  });

  it('are those of the request, and English for a language that nobody has', () => {
    const title = (language?: string) => withRequestContext({ requestId: 'x', language }, () => ofRequest().plan.title);
    expect([title(), title('en'), title('pl'), title('xx'), title('constructor'), ofRequest().plan.title]).toEqual(['My plan', 'My plan', 'Mój plan', 'My plan', 'My plan', 'My plan']);
  });

  it('are filled in where they have places', () => {
    expect(say(WORDS.plan.at, { course: 'Joinery', provider: 'Ashgrove' })).toBe('Joinery at Ashgrove');
  });
});
