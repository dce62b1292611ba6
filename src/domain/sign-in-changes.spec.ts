import { describe, expect, it } from '@jest/globals';
import { SIGN_IN_CHANGES, signInChangeMail, type SignInChange } from './sign-in-changes.js';

const AT = new Date('2026-05-11T08:00:00Z');
const EVERY = Object.keys(SIGN_IN_CHANGES) as SignInChange[];

describe('the mail about a change of how somebody signs in', () => {
  it.each(EVERY)('says of %s what changed, when, and what to do, with no link', (change) => {
    const { subject, paragraphs } = signInChangeMail(change, AT, false);
    expect(paragraphs[0]).toMatch(/^[A-Z].{30,}\.$/);
    expect(paragraphs[1]).toBe('It happened at 09:00 BST on Monday 11 May 2026.');
    expect(paragraphs.join('\n')).toContain(change === 'address.taken' || change === 'pin.chosen' ? 'If not, tell your key worker.' : 'If not, tell the administrator of your organisation at once');
    expect([subject, ...paragraphs].join('\n')).not.toMatch(/https?:|www\.|@/);
  });

  it('says each another thing', () => {
    expect(new Set(EVERY.map((change) => signInChangeMail(change, AT, false).subject)).size).toBe(EVERY.length);
  });

  it('says in a training installation that nothing in it is real', () => {
    expect(signInChangeMail('app.added', AT, true).paragraphs.at(-1)).toMatch(/training installation/);
  });
});
