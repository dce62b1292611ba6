import { afterEach, beforeEach, describe, expect, it } from '@jest/globals';
import type { MailboxMessage } from '../src/notifications/mailbox.service.js';
import { SmtpTransport } from '../src/notifications/smtp-transport.js';
import { RiskNotice } from '../src/risk-notices/risk-notice.entity.js';
import { ledger, type Ledger } from './support/ledger.js';
import { startSmtp } from './support/smtp.js';

let smtp: Awaited<ReturnType<typeof startSmtp>>;
let transport: SmtpTransport;
let at: Ledger;
let people: Record<'wil' | 'des' | 'kim' | 'nora', number>;

/** Thursday 15 October 2026, 08:00 in London. */
const MORNING = '2026-10-15T07:00:00Z';

beforeEach(async () => {
  smtp = await startSmtp();
  transport = new SmtpTransport(smtp.url, 'Learner Support <no-reply@support.example>');
  at = await ledger(MORNING, transport);
  people = {
    wil: await at.person('Wil', 'E08000025'),
    des: await at.person('Des', 1),
    kim: await at.person('Kim', 'E08000025'),
    nora: await at.person('Nora', 'E08000025'),
  };
  await at.keyWorker(people.wil);
  await at.post(people.des, 'designated-person', 1);
  await at.post(people.kim, 'key-contact', 'E08000025');
  await at.post(people.nora, 'team-manager', 'E08000025');
});
afterEach(async () => {
  await transport.close();
  await at.close();
  await smtp.close();
});

const message = async (id: number): Promise<MailboxMessage> => {
  const found = await at.mailbox.message(id);
  if (!found) throw new Error(`there is no message ${id}`);
  return found;
};
const row = async (id: number) => (await at.dataSource.query<Record<string, unknown>[]>('SELECT * FROM message WHERE id = $1', [id]))[0];

describe('composing', () => {
  it('makes one digest for each person, whatever the number of duties and cases', async () => {
    const plan = await at.duty('KW3/placement-1');
    const review = await at.duty('KW4/placement-1/1', { dueOn: '2026-10-16' });
    for (const dutyId of [plan, review]) for (const recipient of ['key-worker', 'designated-person'] as const) await at.notice({ dutyId, recipient });
    const ids = await at.compose.composeDue();
    expect(ids).toHaveLength(2);
    expect(await at.states('notice')).toEqual(['in-message', 'in-message', 'in-message', 'in-message']);
    const [first] = await Promise.all(ids.map(message));
    expect(first).toMatchObject({ to: 'wil@council.example', state: 'pending', subject: 'Today: 2 duties need you' });
    expect(first?.for).toEqual([
      expect.objectContaining({ duty: 'KW3/placement-1', stage: 'reminder-start+14', case: 'LS-7K2QF9' }),
      expect.objectContaining({ duty: 'KW4/placement-1/1', stage: 'reminder-start+14', case: 'LS-7K2QF9' }),
    ]);
    expect(await at.compose.composeDue()).toEqual([]);
  });

  it('makes one urgent message for each person and case, beside the digest', async () => {
    const legs = [await at.duty('EP11/notice-1/phone/key-worker'), await at.duty('EP11/notice-1/phone/key-contact')];
    for (const dutyId of legs) await at.notice({ dutyId, recipient: 'designated-person', stage: 'reminder-at-once', delivery: 'urgent' });
    await at.notice({ dutyId: await at.duty('KW3/placement-1'), recipient: 'designated-person' });
    const messages = await Promise.all((await at.compose.composeDue()).map(message));
    expect(messages.map(({ delivery, for: reasons }) => `${delivery}: ${reasons.length}`)).toEqual(['urgent: 2', 'digest: 1']);
  });

  it('leaves what is to go later, and drops the reminder of a duty that is closed or whose date has moved', async () => {
    const [later, closed, moved] = [await at.duty('KW3/placement-1'), await at.duty('KW4/placement-1/1'), await at.duty('KW4/placement-1/2')];
    await at.notice({ dutyId: later, recipient: 'key-worker', sendAt: '2026-10-15T07:00:01Z' });
    await at.notice({ dutyId: closed, recipient: 'key-worker' });
    await at.notice({ dutyId: moved, recipient: 'key-worker' });
    await at.dataSource.query(`UPDATE duty SET outcome = 'met', met_on = '2026-10-14' WHERE id = $1`, [closed]);
    await at.dataSource.query('UPDATE duty SET schedule_version = 2 WHERE id = $1', [moved]);
    expect(await at.compose.composeDue()).toEqual([]);
    expect(await at.states('notice')).toEqual(['waiting', 'dropped', 'dropped']);
  });

  it('waits for the sweep to have written everything that is due, so that no digest is split', async () => {
    await at.notice({ dutyId: await at.duty('KW3/placement-1'), recipient: 'key-worker' });
    await at.dataSource.query('UPDATE duty SET next_action_at = $1', [MORNING]);
    expect(await at.compose.composeDue()).toEqual([]);
    await at.dataSource.query(`UPDATE duty SET next_action_at = '2026-10-15T07:00:01Z'`);
    expect(await at.compose.composeDue()).toHaveLength(1);
  });

  it('does not keep what is urgent waiting for that sweep', async () => {
    const dutyId = await at.duty('EP11/notice-1/phone/key-worker');
    await at.notice({ dutyId, recipient: 'designated-person', stage: 'reminder-at-once', delivery: 'urgent' });
    await at.notice({ dutyId: await at.duty('KW3/placement-1'), recipient: 'designated-person' });
    await at.dataSource.query('UPDATE duty SET next_action_at = $1', [MORNING]);
    const messages = await Promise.all((await at.compose.composeDue()).map(message));
    expect(messages.map((one) => one.delivery)).toEqual(['urgent']);
    expect(await at.states('notice')).toEqual(['in-message', 'waiting']);
  });

  it('keeps what nobody can be told, looks at it again at 08:00 the next day, and tells who has taken the post', async () => {
    await at.notice({ dutyId: await at.duty('KW3/placement-1'), recipient: 'virtual-head', stage: 'level-2' });
    expect(await at.compose.composeDue()).toEqual([]);
    expect(await at.states('notice')).toEqual(['waiting']);
    await at.post(await at.person('Vera', 'E08000025'), 'virtual-head', 'E08000025');
    at.moveTo('2026-10-16T06:59:59Z');
    expect(await at.compose.composeDue()).toEqual([]);
    at.moveTo('2026-10-16T07:00:00Z');
    expect(await at.compose.composeDue()).toHaveLength(1);
  });

  it('looks again each hour at what is urgent and cannot be told to anybody', async () => {
    await at.notice({ dutyId: await at.duty('EP12/placement-1'), recipient: 'virtual-head', stage: 'level-2', delivery: 'urgent' });
    expect(await at.compose.composeDue()).toEqual([]);
    await at.post(await at.person('Vera', 'E08000025'), 'virtual-head', 'E08000025');
    at.moveTo('2026-10-15T07:59:59Z');
    expect(await at.compose.composeDue()).toEqual([]);
    at.moveTo('2026-10-15T08:00:00Z');
    expect(await at.compose.composeDue()).toHaveLength(1);
  });
});

describe('sending', () => {
  const remind = async (recipient: 'key-worker' | 'key-contact' = 'key-worker') => {
    const dutyId = await at.duty('KW3/placement-1');
    await at.notice({ dutyId, recipient });
    const [id = 0] = await at.compose.composeDue();
    return { id, dutyId };
  };

  it('sends once, with references only, and writes down when', async () => {
    const { id } = await remind();
    await Promise.all([at.send.sendMessage(id), at.send.sendMessage(id), at.send.sendMessage(id)]);
    await at.send.sendMessage(id);
    expect(smtp.mails).toHaveLength(1);
    const [mail] = smtp.mails;
    expect(mail).toMatchObject({ from: 'no-reply@support.example', to: 'wil@council.example', subject: 'LS-7K2QF9: education plan due Saturday 31 October 2026' });
    expect(mail?.text).toContain('https://support.example/cases/LS-7K2QF9#duty-1');
    expect(mail?.text).toContain('You get this as key worker.');
    for (const personal of ['Zebedee', 'Quill', 'Thatching', 'Ashgrove', '2009']) expect(JSON.stringify(mail)).not.toContain(personal);
    expect(await message(id)).toMatchObject({ state: 'sent', sentAt: new Date(MORNING), attempts: 1, maybeRepeated: false, lastError: null });
    expect(mail?.messageId).toBe((await row(id))?.message_id);
  });

  it('is not sent when the duty was closed in the meantime', async () => {
    const { id, dutyId } = await remind();
    await at.dataSource.query(`UPDATE duty SET outcome = 'met', met_on = '2026-10-15' WHERE id = $1`, [dutyId]);
    await at.send.sendMessage(id);
    expect(smtp.mails).toEqual([]);
    expect([await at.states('message'), await at.states('notice')]).toEqual([['cancelled'], ['dropped']]);
  });

  it('goes to the new key worker when there is one by the time of sending', async () => {
    const { id } = await remind();
    await at.dataSource.query('UPDATE key_worker_assignment SET until_at = $1', [MORNING]);
    await at.keyWorker(await at.person('Nell', 'E08000025'), MORNING);
    await at.send.sendMessage(id);
    expect([await at.states('message'), await at.states('notice')]).toEqual([['cancelled'], ['waiting']]);
    const [next = 0] = await at.compose.composeDue();
    await at.send.sendMessage(next);
    expect(smtp.mails.map((mail) => mail.to)).toEqual(['nell@council.example']);
  });

  it('leaves a notice to its other readers when one of them has left', async () => {
    await at.post(await at.person('Kay', 'E08000025'), 'key-contact', 'E08000025');
    await at.notice({ dutyId: await at.duty('KW3/placement-1'), recipient: 'key-contact', stage: 'level-1' });
    const [kim = 0, kay = 0] = await at.compose.composeDue();
    await at.dataSource.query(`UPDATE person SET active = false WHERE name = 'Kim'`);
    await at.send.sendMessage(kim);
    await at.send.sendMessage(kay);
    expect(smtp.mails.map((mail) => mail.to)).toEqual(['kay@council.example']);
    expect([await at.states('message'), await at.states('notice')]).toEqual([['cancelled', 'sent'], ['in-message']]);
  });

  it.each([
    ['greylists', '450 Try (address) later', false],
    ['is busy', '451 Local error, try again', false],
    ['takes it and hangs up', 'ECONNECTION: Connection closed unexpectedly', true],
    ['takes it and resets', 'ESOCKET: read ECONNRESET', true],
  ] as const)('is tried again, with the same Message-ID, when the server %s', async (mood, lastError, maybeRepeated) => {
    const { id } = await remind();
    smtp.mood = mood;
    await at.send.sendMessage(id);
    expect(await message(id)).toMatchObject({ state: 'pending', attempts: 1, lastError, maybeRepeated });
    smtp.mood = 'accepts';
    await at.send.sendMessage(id);
    expect((await message(id)).state).toBe('pending');
    at.moveTo('2026-10-15T07:01:00Z');
    expect(await at.unsent.overdue(0, 10)).toEqual([{ id, attempts: 1 }]);
    await at.send.sendMessage(id);
    expect(await message(id)).toMatchObject({ state: 'sent', attempts: 2, maybeRepeated });
    expect(smtp.mails).toHaveLength(maybeRepeated ? 2 : 1);
    expect(new Set(smtp.mails.map((mail) => mail.messageId)).size).toBe(1);
  });

  it('has failed when the server does not know the recipient, and says why without the address', async () => {
    const { id } = await remind();
    smtp.mood = 'knows nobody';
    await at.send.sendMessage(id);
    expect(await message(id)).toMatchObject({ state: 'failed', lastError: '550 No such user (address)' });
    expect(await at.sendLog.sendLog(1)).toEqual([expect.objectContaining({ state: 'failed', to: 'Wil', recipient: 'key-worker', stage: 'reminder-start+14' })]);
  });

  it('waits longer after each attempt and has failed after the twelfth, 27 hours later', async () => {
    const { id } = await remind();
    await smtp.close();
    const waits: number[] = [];
    for (let time = Date.parse(MORNING); ; ) {
      at.moveTo(new Date(time).toISOString());
      await at.send.sendMessage(id);
      const { state, next_attempt_at } = (await row(id)) as { state: string; next_attempt_at: Date };
      if (state === 'failed') break;
      waits.push((next_attempt_at.getTime() - time) / 60_000);
      time = next_attempt_at.getTime();
    }
    expect(waits).toEqual([1, 5, 15, 60, 120, 240, 240, 240, 240, 240, 240]);
    expect(await row(id)).toMatchObject({ last_error: expect.stringMatching(/^ESOCKET: connect ECONNREFUSED/), maybe_repeated: false });
  });

  it('is sent again, with the same Message-ID and marked, when its sender died before it could write down that it had gone', async () => {
    const { id } = await remind();
    await at.send.sendMessage(id);
    await at.dataSource.query(`UPDATE message SET state = 'sending', sent_at = NULL, lease_until = '2026-10-15T07:00:15Z', next_attempt_at = '2026-10-15T07:00:15Z'`);
    at.moveTo('2026-10-15T07:00:14Z');
    await at.send.sendMessage(id);
    expect(smtp.mails).toHaveLength(1);
    at.moveTo('2026-10-15T07:00:15Z');
    await at.send.sendMessage(id);
    expect(smtp.mails).toHaveLength(2);
    expect(new Set(smtp.mails.map((mail) => mail.messageId)).size).toBe(1);
    expect(await message(id)).toMatchObject({ state: 'sent', maybeRepeated: true });
  });
});

describe("EP11's e-mails", () => {
  /** A learner suspended at 07:40 this morning, recorded by Des. */
  const suspend = async () => {
    const occurredAt = new Date('2026-10-15T06:40:00Z');
    await at.dataSource.manager.save(RiskNotice, { caseId: 1, placementId: 1, kind: 'suspended', whatHappened: 'Zebedee hit Ivo', occurredAt, recordedBy: people.des, recordedAt: new Date(MORNING) });
    await at.unitOfWork.run(() => at.duties.rederive([1]));
    await at.sweep();
    return at.compose.composeDue();
  };
  const legs = async () => {
    const rows = await at.dataSource.query<{ key: string; outcome: string }[]>(`SELECT key, outcome FROM duty WHERE clause = 'EP11' ORDER BY key`);
    return rows.map((leg) => `${leg.key}: ${leg.outcome}`);
  };

  it('go at once to the key worker and the key contact, say what is to be done, and close their legs by being sent', async () => {
    const ids = await suspend();
    expect(await legs()).toContain('EP11/notice-1/email/key-worker: open');
    for (const id of ids) await at.send.sendMessage(id);
    const told = smtp.mails.filter((mail) => mail.subject === 'LS-7K2QF9: a learner may not be able to stay');
    expect(told.map((mail) => mail.to).sort()).toEqual(['kim@council.example', 'wil@council.example']);
    expect(told[0]?.text).toContain('A learner was reported as possibly unable to stay with their provider.');
    for (const personal of ['Zebedee', 'Ivo', 'suspended']) expect(JSON.stringify(smtp.mails)).not.toContain(personal);
    expect(await legs()).toEqual([
      'EP11/notice-1/email/key-contact: met',
      'EP11/notice-1/email/key-worker: met',
      'EP11/notice-1/phone/key-contact: open',
      'EP11/notice-1/phone/key-worker: open',
    ]);
  });

  it('leave their legs open while the mail server refuses them', async () => {
    smtp.mood = 'greylists';
    for (const id of await suspend()) await at.send.sendMessage(id);
    expect((await legs()).every((leg) => leg.endsWith('open'))).toBe(true);
  });

  describe('that failed for good, since the mail server knew nobody', () => {
    beforeEach(async () => {
      smtp.mood = 'knows nobody';
      for (const id of await suspend()) await at.send.sendMessage(id);
      smtp.mood = 'accepts';
    });
    const sendWhatIsDue = async () => {
      for (const id of await at.compose.composeDue()) await at.send.sendMessage(id);
      return smtp.mails.map((mail) => mail.to);
    };

    it('are not sent to the same address again', async () => {
      expect(new Set(await at.states('message'))).toEqual(new Set(['failed']));
      expect(await sendWhatIsDue()).toEqual([]);
    });

    it('go once, as a new mail, to an address that was corrected since, and close the leg', async () => {
      await at.dataSource.query(`UPDATE person SET email = 'wilhelmina@council.example' WHERE name = 'Wil'`);
      expect(await sendWhatIsDue()).toEqual(['wilhelmina@council.example']);
      expect(await sendWhatIsDue()).toHaveLength(1);
      expect(await legs()).toContain('EP11/notice-1/email/key-worker: met');
      expect(await legs()).toContain('EP11/notice-1/email/key-contact: open');
    });

    it('go to whoever holds the role next', async () => {
      await at.dataSource.query(`UPDATE post_holding SET until_on = '2026-10-15' WHERE post = 'key-contact'`);
      await at.post(await at.person('Kay', 'E08000025'), 'key-contact', 'E08000025');
      expect(await sendWhatIsDue()).toEqual(['kay@council.example']);
      expect(await legs()).toContain('EP11/notice-1/email/key-contact: met');
    });

    it('do not go any more once the leg is no longer owed', async () => {
      await at.dataSource.query(`UPDATE duty SET outcome = 'no longer owed', because = 'recorded twice' WHERE clause = 'EP11'`);
      await at.dataSource.query(`UPDATE person SET email = 'wilhelmina@council.example' WHERE name = 'Wil'`);
      expect(await sendWhatIsDue()).toEqual([]);
    });
  });

  it('count for a leg when the team manager gets them in place of a key worker who is not there', async () => {
    await at.dataSource.query('UPDATE key_worker_assignment SET until_at = $1', ['2026-10-14T09:00:00Z']);
    for (const id of await suspend()) await at.send.sendMessage(id);
    expect(await legs()).toContain('EP11/notice-1/email/key-worker: met');
    const toNora = smtp.mails.find((mail) => mail.to === 'nora@council.example' && mail.subject.includes('may not be able'));
    expect(toNora?.text).toContain('You get this as social care team manager, standing in: nobody is key worker here now.');
  });
});

describe('without a mail server', () => {
  it('is kept for the mailbox, newest first and page by page, and counts as sent', async () => {
    const kept = await ledger(MORNING);
    await kept.post(await kept.person('Kim', 'E08000025'), 'key-contact', 'E08000025');
    const ids: number[] = [];
    for (const number of [1, 2, 3]) {
      await kept.notice({ dutyId: await kept.duty(`KW3/placement-${number}`), recipient: 'key-contact', stage: 'level-1' });
      ids.push(...(await kept.compose.composeDue()));
    }
    await kept.send.sendMessage(ids[0] ?? 0);
    const above = await kept.mailbox.list({ limit: 2 });
    expect(above.messages.map(({ id, state }) => ({ id, state }))).toEqual([{ id: ids[2], state: 'pending' }, { id: ids[1], state: 'pending' }]);
    const below = await kept.mailbox.list({ limit: 2, before: above.next ?? 0 });
    expect(below.next).toBeNull();
    expect(below.messages).toEqual([
      expect.objectContaining({ id: ids[0], to: 'kim@council.example', state: 'kept', sentAt: new Date(MORNING), subject: 'LS-7K2QF9: education plan missed, was due Saturday 31 October 2026' }),
    ]);
    await kept.close();
  });
});
