import { readFileSync } from 'node:fs';
import { describe, expect, it } from '@jest/globals';
import { clausesPage } from './clauses-page.js';

describe('docs/clauses.md', () => {
  it('is the register as the code has it', () => {
    expect(readFileSync('docs/clauses.md', 'utf8')).toBe(clausesPage());
  });
});
