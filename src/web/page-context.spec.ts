import { expect, it } from '@jest/globals';
import { readdirSync, readFileSync } from 'node:fs';
import { PageContexts } from './page-context.service.js';

/** What the views import by name: in a page that imports it, a name of the page's context would be the macro. */
const imported = (): string[] => {
  const views = readdirSync('views', { recursive: true, encoding: 'utf8' }).filter((file) => file.endsWith('.njk'));
  const lists = views.flatMap((file) => [...readFileSync(`views/${file}`, 'utf8').matchAll(/\{%-?\s*from\s+"[^"]+"\s+import\s+([^%]+?)\s*-?%\}/g)].map(([, names = '']) => names));
  return [...new Set(lists.flatMap((names) => names.split(',').map((name) => name.trim().split(/\s+as\s+/).at(-1) ?? '')))];
};

it('no view imports by a name that each page has already', () => {
  const names = Object.keys(PageContexts.prototype.bare.call(null, { url: '/', id: '' } as never, {} as never));
  expect([names.includes('person'), imported().includes('contact')]).toEqual([true, true]);
  expect(imported().filter((name) => names.includes(name))).toEqual([]);
});
