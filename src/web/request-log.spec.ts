import { PassThrough } from 'node:stream';
import { expect, it } from '@jest/globals';
import { QueryFailedError } from 'typeorm';
import { RequestLog } from './request-log.js';

function logged(error: unknown): string {
  const stream = new PassThrough();
  new RequestLog('error', stream).fault('a-reference', error);
  return String(stream.read());
}

it('finds a fault again by its reference, and where it was in the code', () => {
  const { frames, ...said } = JSON.parse(logged(new TypeError('x is not a function'))) as Record<string, unknown>;
  expect(said).toMatchObject({ requestId: 'a-reference', fault: 'TypeError' });
  expect(frames).toContainEqual(expect.stringContaining('request-log.spec'));
});

it('says nothing of what a parser or a program quotes, over however many lines', () => {
  const line = logged(Object.assign(new SyntaxError('Unexpected token "Kim" in\n    at Kim Ash (7:1)\n    at home with Kim'), { code: 'Kim Ash' }));
  expect([line.includes('Kim'), line.includes('SyntaxError')]).toEqual([false, true]);
});

it('says of a database error where it was, and none of the values in it', () => {
  const driverError = Object.assign(new Error('Key (email)=(kim@birmingham.example) already exists.'), { code: '23505', table: 'person', constraint: 'person_email_key', detail: 'kim@birmingham.example' });
  const line = logged(new QueryFailedError('INSERT INTO person VALUES ($1)', ['kim@birmingham.example'], driverError));
  expect(JSON.parse(line)).toMatchObject({ requestId: 'a-reference', code: '23505', table: 'person', constraint: 'person_email_key' });
  expect(line).not.toContain('kim');
});

it.each([
  ['a parser', () => void JSON.parse('Kim Reed')],
  ['the language', () => void ('x' in ('Kim Reed' as unknown as object))],
  ['a driver, past TypeORM', () => { throw Object.assign(new Error('Key (email)=(kim@birmingham.example) already exists.'), { code: '23505', detail: 'Key (email)=(kim@birmingham.example)' }); }],
  ['a text of several lines', () => { throw new Error('Kim Reed\n    at home with Kim'); }],
])('says nothing that %s quotes', (_who, work) => {
  try {
    work();
  } catch (error) {
    expect(logged(error)).not.toMatch(/kim/i);
    return;
  }
  throw new Error('nothing was thrown');
});
