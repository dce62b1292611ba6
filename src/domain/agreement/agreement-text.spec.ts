import { readFileSync } from 'node:fs';
import { expect, it } from '@jest/globals';
import { AGREEMENT_TEXT } from './agreement-text.js';
import { FORM_NOTE, SIGNATURE_FORM } from './signature-form.js';

/** The words alone: what a list's signs, line ends, underlining and kinds of apostrophe leave. */
const words = (text: string): string[] => text.replace(/<\/?u>|\^\{(?=\*)|(?<=\*)\}/g, '').replace(/^\s*(?:[-•*]\s|o )/gm, '').replace(/^ - o /gm, '').replace(/[‘’']/g, '').split(/\s+/).filter((word) => word !== '' && !/^[-•o]$/.test(word));

it('is the agreement word for word, with the form at its end', () => {
  const source = readFileSync(new URL('../../../test/support/agreement-source.txt', import.meta.url), 'utf8');
  const ours = AGREEMENT_TEXT.flatMap((block) => ('list' in block ? block.list.flatMap((item) => (typeof item === 'string' ? [item] : [item.text, ...item.list])) : 'heading' in block ? [block.heading] : [block.paragraph]));
  const form = ['Provider details and signature', ...SIGNATURE_FORM.map(({ label }) => label), FORM_NOTE];
  expect(words([...ours, ...form].join('\n'))).toEqual(words(source));
});
