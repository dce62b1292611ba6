import { afterAll, beforeAll, expect, it } from '@jest/globals';
import { generateKeyPairSync } from 'node:crypto';
import { AuditKey } from '../src/audit/audit-key.js';
import { Sealer } from '../src/audit/sealer.service.js';
import { TrailCheckService } from '../src/audit/trail-check.service.js';
import { witnessesIn } from '../src/audit/witnesses.js';
import { SmtpTransport } from '../src/notifications/smtp-transport.js';
import { ledger, type Ledger } from './support/ledger.js';
import { startSmtp } from './support/smtp.js';
import { strangersOver } from './support/trail.js';

/* A Virtual School's daily digest through a real mail server, kept, and held against a trail whose tail was cut. */
const NOW = '2026-10-15T08:00:00Z';
let at: Ledger;
let smtp: Awaited<ReturnType<typeof startSmtp>>;
const key = new AuditKey(generateKeyPairSync('ed25519').privateKey);
beforeAll(async () => {
  smtp = await startSmtp();
  at = await ledger(NOW, new SmtpTransport(smtp.url, 'no-reply@support.example'));
});
afterAll(async () => {
  await at.close();
  await smtp.close();
});

const seal = async () => {
  await strangersOver(at.dataSource);
  await new Sealer(at.unitOfWork, key).seal();
};
const event = () => at.dataSource.query(`INSERT INTO audit_event (happened_at, name) VALUES (clock_timestamp(), 'session.start')`);

it('goes to the key contact and to the Virtual Head with the newest seal, to the key worker without, and finds the tail that was cut', async () => {
  const people = { kim: await at.person('Kim', 'E08000025'), vera: await at.person('Vera', 'E08000025'), wanda: await at.person('Wanda', 'E08000025') };
  await at.post(people.kim, 'key-contact', 'E08000025');
  await at.post(people.vera, 'virtual-head', 'E08000025');
  await at.keyWorker(people.wanda);
  for (let count = 0; count < 3; count += 1) {
    await event();
    await seal();
  }
  const dutyId = await at.duty('KW3/placement-1');
  for (const recipient of ['key-contact', 'virtual-head', 'key-worker'] as const) await at.notice({ dutyId, recipient });
  for (const id of await at.compose.composeDue()) await at.send.sendMessage(id);
  const mailTo = (name: string) => smtp.mails.filter(({ to }) => to === `${name}@council.example`).map(({ text, html }) => `${text}\n${html}`).join();
  const [kim, vera, wanda] = ['kim', 'vera', 'wanda'].map((name) => witnessesIn(mailTo(name)));
  const [head] = await at.dataSource.query<{ hash: string }[]>('SELECT hash FROM audit_seal WHERE id = 3');
  // As text and as HTML.
  expect([kim, vera, wanda]).toEqual([[{ sealId: 3, hash: head?.hash }, { sealId: 3, hash: head?.hash }], kim, []]);
  const faults = async () => (await new TrailCheckService(at.unitOfWork).check(new Map([[key.id, key.publicKey]]), kim ?? [])).faults;
  expect(await faults()).toEqual([]);
  await at.dataSource.query('ALTER TABLE audit_event DISABLE TRIGGER ALL; ALTER TABLE audit_seal DISABLE TRIGGER ALL; DELETE FROM audit_event WHERE id > 1; DELETE FROM audit_seal WHERE id > 1');
  expect(await faults()).toEqual(Array(2).fill(expect.stringContaining('A witness has seen seal 3')));
});
