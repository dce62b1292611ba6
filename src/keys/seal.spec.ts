import { describe, expect, it } from '@jest/globals';
import { openSealed, seal } from './seal.js';

const wrapping = { current: 'k2', byId: new Map([['k1', Buffer.alloc(32, 1)], ['k2', Buffer.alloc(32, 2)]]) };
const place = { table: 'identity_provider_secret', column: 'sealed', row: 7 };
const sealed = seal(wrapping, 'the client’s secret', place);
const [id = '', iv = '', body = '', tag = ''] = sealed.split('.');

/** The same part with one bit turned. */
function turned(part: string): string {
  const bytes = Buffer.from(part, 'base64url');
  bytes[0] = (bytes[0] ?? 0) ^ 1;
  return bytes.toString('base64url');
}

describe('a sealed text', () => {
  it('is read in its place, names its key, and is never sealed the same way twice', () => {
    expect(openSealed(wrapping, sealed, place)).toBe('the client’s secret');
    expect(id).toBe('k2');
    expect(sealed).not.toContain('secret');
    expect(seal(wrapping, 'the client’s secret', place)).not.toBe(sealed);
  });

  it('is still read after the current key has changed, as long as the old one is kept', () => {
    const later = { current: 'k3', byId: new Map([...wrapping.byId, ['k3', Buffer.alloc(32, 3)]]) };
    expect(openSealed(later, sealed, place)).toBe('the client’s secret');
    expect(() => openSealed({ current: 'k3', byId: new Map([['k3', Buffer.alloc(32, 3)]]) }, sealed, place)).toThrow('is not in the file of keys');
  });

  it.each([
    ['another row', sealed, { ...place, row: 8 }],
    ['another column', sealed, { ...place, column: 'client_id' }],
    ['another table', sealed, { ...place, table: 'person' }],
    ['a turned bit of the text', [id, iv, turned(body), tag].join('.'), place],
    ['a turned bit of the start', [id, turned(iv), body, tag].join('.'), place],
    ['a turned bit of the tag', [id, iv, body, turned(tag)].join('.'), place],
    ['another key', ['k1', iv, body, tag].join('.'), place],
    ['a tag cut to 4 bytes', [id, iv, body, Buffer.from(tag, 'base64url').subarray(0, 4).toString('base64url')].join('.'), place],
    ['no tag', [id, iv, body].join('.'), place],
    ['nothing', '', place],
  ])('is not read with %s', (_, text, where) => {
    expect(() => openSealed(wrapping, text, where)).toThrow();
  });
});
