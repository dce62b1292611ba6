import { afterAll, beforeAll, describe, expect, it } from '@jest/globals';
import { Logger } from '@nestjs/common';
import { ReviewSignaturesService } from '../src/agreements/review-signatures.service.js';
import { FileScanner, ScannerSettings } from '../src/scanning/file-scanner.service.js';
import { scanned, SUPPORT, type Agreement } from './support/agreements.js';
import { ApiCalls, type Problem } from './support/api-calls.js';
import { startTestApplication, type TestApplication } from './support/application.js';
import { HARMFUL, SCANNERS, scannerThat, type Scanner } from './support/clamd.js';
import { BIRMINGHAM } from './support/region.js';

const fileOf = (content: string | Buffer) => ({ fileName: 'form.pdf', content: Buffer.from(content) });
const scannerAt = (url: string | null, isTraining = false) => new FileScanner(new ScannerSettings(url === null ? null : new URL(url)), { isTraining: async () => isTraining } as never);
const outcome = async (scanner: FileScanner, content: string | Buffer): Promise<unknown> => scanner.expectClean(fileOf(content)).then(() => 'kept', ({ code, reasons }: Problem) => [code, ...reasons.map((reason) => reason.code)].join(' '));

// What is told to the operator.
Logger.overrideLogger(false);

describe.each(SCANNERS)('a file that is looked at by %s', (_name, start) => {
  let at: Scanner;
  beforeAll(async () => {
    at = await start();
  }, 60_000);
  afterAll(() => at.close());

  it('is kept where nothing is found in it, large or small', async () => {
    expect(await outcome(scannerAt(at.url), '%PDF-1.7 a signed form')).toBe('kept');
    expect(await outcome(scannerAt(at.url), Buffer.alloc(10 * 1024 * 1024, 'signed '))).toBe('kept');
  });

  it('is refused where something is, in a training installation too', async () => {
    expect([await outcome(scannerAt(at.url), HARMFUL), await outcome(scannerAt(at.url, true), HARMFUL)]).toEqual(['INVALID MALICIOUS', 'INVALID MALICIOUS']);
  });
});

describe('a file that nobody can look at', () => {
  it('is not kept by a live installation without a scanner; a training one needs none', async () => {
    expect([await outcome(scannerAt(null), 'form'), await outcome(scannerAt(null, true), 'form')]).toEqual(['SCANNER_UNAVAILABLE', 'kept']);
  });

  it.each<[string, Parameters<typeof scannerThat>[0]]>([
    ['hangs up', (socket) => socket.end()],
    ['breaks off', (socket) => socket.destroy()],
    ['has had too much', (socket) => socket.end('INSTREAM size limit exceeded. ERROR\0')],
    ['says half of it', (socket) => socket.end('stream: O')],
    ['says something else', (socket) => socket.end('stream: OK, mostly\0')],
  ])('is not kept where the scanner %s', async (_what, does) => {
    const broken = await scannerThat(does);
    expect(await outcome(scannerAt(broken.url, true), 'form')).toBe('SCANNER_UNAVAILABLE');
    await broken.close();
    expect(await outcome(scannerAt(broken.url, true), 'form')).toBe('SCANNER_UNAVAILABLE');
  });
});

describe('the scan of a signed agreement', () => {
  let test: TestApplication;
  let at: Scanner;
  beforeAll(async () => {
    at = await scannerThat((socket, content) => socket.end(content.includes(HARMFUL) ? 'stream: Known FOUND\0' : content.includes('busy') ? 'ERROR\0' : 'stream: OK\0'));
    test = await startTestApplication({ scannerUrl: at.url });
  });
  afterAll(async () => {
    await test.close();
    await at.close();
  });

  it('is looked at before it is kept, of the agreement and of its review', async () => {
    test.setNow('2026-06-15 09:00');
    const api = await ApiCalls.of(test);
    const { body } = await api.post<Agreement>('head', '/agreements', { providerId: test.region.providers.elmfield, authorityCode: BIRMINGHAM });
    const path = (rest: string) => `/agreements/${body.id}${rest}`;
    await api.put('head', path('/support'), SUPPORT);
    await api.put('head', path('/meeting'), { meetingOn: '2026-06-15', signatoryRank: 'equivalent' });
    await api.put('head', path('/form'), { ...(await api.get<Agreement>('head', path(''))).body.form, signatoryName: 'Elm Head', signatoryRole: 'Principal', signatoryEmail: 'elm@elmfield.example' });
    const fields = { party: 'provider', signedOn: '2026-06-15', witness: 'Olga Dean' };
    const send = (content: string) => test.post<Problem & Agreement>('head', `/api/v1${path('/signatures/scans')}`, ...scanned(fields, content));
    const [harmful, busy] = [await send(`${HARMFUL} `), await send('%PDF- busy')];
    expect([harmful.status, harmful.body.reasons]).toEqual([422, [expect.objectContaining({ code: 'MALICIOUS', field: 'file' })]]);
    expect([busy.status, busy.body.code, busy.headers['retry-after']]).toEqual([503, 'SCANNER_UNAVAILABLE', '10']);
    const review = { party: 'provider', signerName: 'Elm Head', signedOn: '2026-06-15', witness: 'Olga Dean' } as const;
    await expect(test.app.get(ReviewSignaturesService).recordScannedReview(await test.actor('head'), body.id, review, fileOf(HARMFUL))).rejects.toMatchObject({ reasons: [{ code: 'MALICIOUS' }] });
    expect((await api.get<Agreement>('head', path(''))).body.signatures).toEqual([]);
    const clean = await send('%PDF- signed');
    expect([clean.status, clean.body.reasons, clean.body.signatures]).toEqual([200, undefined, [expect.objectContaining({ how: 'scanned' })]]);
  });
});
