import { describe, expect, it } from '@jest/globals';
import { hasFields, markForms } from './marked-forms.js';
import { isKept, keptOf, marksOf } from './what-is-kept.js';

const TAB = '7d1f4f0e-54c5-4a0e-9d5e-2f5f6ce5c001';

describe('of a form', () => {
  it('what was typed is kept, and nothing that lets somebody in', () => {
    const body = { _token: 't', _draft: 'd', text: 'A quiet room', attended: ['a', 'b'], postcode: 'B1 1AA', version: '2', password: 'x', newPassword: 'x', pin: '1', newPin: '1', code: '1', clientSecret: 'x', more: { deep: 1 } };
    expect(keptOf(body)).toEqual({ text: 'A quiet room', attended: ['a', 'b'], postcode: 'B1 1AA', version: '2' });
  });

  it.each([[null], ['text'], [{}], [{ _token: 't' }], [{ text: 'x'.repeat(200_001) }]])('nothing is kept where nothing can be: %#', (body) => {
    expect(keptOf(body)).toBeNull();
  });

  it.each([
    ['/cases/LS-ABC234/placements/1/plan/sections/goals', true], ['/cases/LS-ABC234', true], ['/me/say', true], ['/cases', false], ['/cases?view=mine', false], ['/account', false], ['/account/password', false],
    ['/accounts', true], ['/sign-in/again?next=%2F', false], ['/me/pin', false], ['/me/enter/x', false], ['/me/consent', false], ['/training/clock', false], ['/invitations/x', false],
  ])('on the page %s: %s', (page, kept) => {
    expect(isKept(page)).toBe(kept);
  });

  it('the marks are read, and lead nowhere else', () => {
    expect(marksOf({ _draft: `${TAB}.3`, _page: '/cases/LS-ABC234?x=1', _action: '/notes' })).toEqual({ tab: TAB, version: 3, page: '/cases/LS-ABC234?x=1', action: '/notes' });
    expect(marksOf({ _draft: 'mine', _page: 'https://elsewhere.example/', _action: ['/'] })).toEqual({ tab: null, version: 0, page: null, action: null });
    expect(marksOf({ _page: '//elsewhere.example/' }).page).toBe('/');
  });
});

describe('a page', () => {
  const form = (action: string) => `<form method="post" action="${action}" novalidate><textarea name="text"></textarea></form>`;

  it('has something to fill in where a form that is sent has a field', () => {
    expect([form('/a'), '<form method="get"><textarea></textarea></form>', '<form method="post"><button>Go</button></form>'].map((html) => hasFields(`<main>${html}</main>`))).toEqual([true, false, false]);
  });

  it('has the marks in the form that they are of, and in no other', () => {
    expect(markForms(form('/a?b=1&amp;c') + form('/d'), '/a?b=1&c', { _draft: 'x"', _page: null })).toBe(form('/a?b=1&amp;c').replace('novalidate>', 'novalidate><input type="hidden" name="_draft" value="x&quot;">') + form('/d'));
  });
});
