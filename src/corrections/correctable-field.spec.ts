import { describe, expect, it } from '@jest/globals';
import { Refusal } from '../errors.js';
import { CORRECTABLE_FACTS } from './correctable-facts.js';
import { inWords, readSaid, type CorrectableFields } from './correctable-field.js';
import { changedIn, formValuesOf } from './fact.presenter.js';

const FIELDS: CorrectableFields = {
  on: { type: 'date', label: 'Day' },
  at: { type: 'instant', label: 'Time', optional: true },
  words: { type: 'text', label: 'Words', optional: true },
  level: { type: 'number', label: 'Level', min: 0, max: 8 },
  kind: { type: 'choice', label: 'Kind', choices: { one: 'the one', other: 'the other' } },
  ticked: { type: 'tick', label: 'Tick' },
};

const codes = (sent: Record<string, unknown>) =>
  readSaid(FIELDS, sent).then(() => [], (error: unknown) => (error instanceof Refusal ? error.reasons.map(({ code, field }) => `${field} ${code}`) : error));

describe('what was sent for some fields', () => {
  it('is read by the type of each: texts of a form as values of JSON', async () => {
    const said = { on: '2026-10-30', at: '2026-10-30T16:00:00Z', words: 'a\nb', level: 3, kind: 'other', ticked: true };
    expect(await readSaid(FIELDS, { on: ' 2026-10-30 ', at: '2026-10-30T16:00', words: ' a\nb ', level: '3', kind: 'other', ticked: 'yes' })).toEqual(said);
    expect(await readSaid(FIELDS, said)).toEqual(said);
  });

  it('leaves alone what is not named, and takes null and nothing for nothing where that may be', async () => {
    expect(await readSaid(FIELDS, { words: null, at: '' })).toEqual({ words: null, at: null });
    expect(await codes({ on: null, kind: '' })).toEqual(['on REQUIRED', 'kind REQUIRED']);
  });

  it('is refused field by field', async () => {
    expect(await codes({ on: '2026-02-30', at: 'noon', level: 9, kind: 'toString', ticked: 'perhaps', colour: 'red' })).toEqual(
      expect.arrayContaining(['on NOT_A_DATE', 'at NOT_AN_INSTANT', 'level TOO_LARGE', 'kind NOT_A_CHOICE', 'ticked NOT_TRUE_OR_FALSE', 'colour UNKNOWN_FIELD']),
    );
  });
});

describe('the form of a fact', () => {
  const said = { on: '2026-10-07', at: '2026-10-30T16:00:37Z', words: 'a\nb', level: 3, kind: 'one', ticked: false };

  it('that comes back untouched changes nothing: not the seconds that it does not show, nor how a browser ends its lines', () => {
    expect(changedIn({ ...formValuesOf(FIELDS, said), words: 'a\r\nb ' }, FIELDS, said)).toEqual({});
  });

  it('says what was changed, and what was emptied', () => {
    const form = { ...formValuesOf(FIELDS, said), 'on-day': '8', 'at-day': '', 'at-month': '', 'at-year': '', 'at-time': '', words: '', ticked: 'yes' };
    expect(changedIn(form, FIELDS, said)).toEqual({ on: '2026-10-08', at: null, words: null, ticked: true });
  });
});

describe('a field in words', () => {
  it('is a day, a time in London, a choice as its form words it; nothing is nothing', () => {
    const words = (name: string, value: string | number | boolean | null) => inWords(FIELDS[name], value);
    expect([words('on', '2026-10-07'), words('at', '2026-07-01T15:00:00Z'), words('kind', 'other'), words('ticked', false), words('level', 0), words('words', null)]).toEqual([
      'Wednesday 7 October 2026', '16:00 BST on Wednesday 1 July 2026', 'the other', 'no', '0', null,
    ]);
  });
});

describe('every kind of fact', () => {
  it('has a name, fields with labels, and a statement that finds it in its case', () => {
    for (const [fact, { name, fields, find }] of Object.entries(CORRECTABLE_FACTS)) {
      expect([fact, name, find]).toEqual([expect.stringMatching(/^[a-z-]+$/), expect.stringMatching(/\w/), expect.stringMatching(/\$1[\s\S]*|\$2/)]);
      expect([fact, Object.values(fields).filter(({ label }) => label === '')]).toEqual([fact, []]);
    }
  });
});
