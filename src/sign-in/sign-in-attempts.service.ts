import { Injectable } from '@nestjs/common';
import { Clock } from '../clock.js';
import { UnitOfWork } from '../database/unit-of-work.js';
import { TooMany } from '../web/refusals.js';
import { KnownDevices } from './known-devices.js';
import { hashSecret } from './secrets.js';

/**
 * How many failures cost nothing: someone who mistypes, and an office behind one address. `link`: mails asked for by an address or a
 * number; `code` and `pin`: a young person's, who are few and short; `feedback`: messages about the service from one network address. `device`: a browser in which the account's owner signed in before.
 */
const FREE = { email: 3, device: 3, address: 30, link: 3, code: 5, pin: 5, feedback: 5 } as const;
type Counted = keyof typeof FREE;
/** From then on each failure doubles the wait, from one second to five minutes. Nobody is ever locked out for good. */
const LONGEST_WAIT_S = 300;
/** Failures are forgotten after a day without one, and deleted in the night after it (`ForgottenAttempts`). */
export const FORGOTTEN_AFTER = '24 hours';

/** Where an attempt comes from: a network address, and what the browser brings of an earlier sign-in (`KnownDevices`). */
export interface Whence {
  address: string;
  device?: string;
}

@Injectable()
export class SignInAttempts {
  constructor(
    private readonly devices: KnownDevices,
    private readonly unitOfWork: UnitOfWork,
    private readonly clock: Clock,
  ) {}

  /**
   * Counts an attempt against the account and the address before the password or the code is looked at, so that many at once
   * count as many. In a browser that the account's owner signed in with it counts against that browser instead, so that whoever
   * fails on the account elsewhere does not keep its owner out. Throws TOO_MANY with the seconds to wait, and counts nothing then.
   */
  async begin(email: string, whence: Whence): Promise<void> {
    const [kind, value] = this.accountOf(email, whence);
    await this.count({ address: whence.address, [kind]: value });
  }

  /** The same for other things that can be guessed or asked for too often. `what` was too many. */
  async count(tried: Partial<Record<Counted, string>>, what = 'failed sign-ins'): Promise<void> {
    const now = this.clock.realNow();
    await this.unitOfWork.runIn('door', async ({ manager }) => {
      for (const [kind, value] of Object.entries(tried) as [Counted, string][]) {
        const key = keyOf(kind, value);
        const counted = await manager.query<object[]>(COUNT_SQL, [key, now, FREE[kind], LONGEST_WAIT_S]);
        if (counted.length > 0) continue;
        const [row] = await manager.query<{ seconds: number }[]>(WAIT_SQL, [key, now, FREE[kind], LONGEST_WAIT_S]);
        const seconds = Math.max(1, row?.seconds ?? 1);
        throw new TooMany(seconds, `There were too many ${what}. Wait ${seconds} ${seconds === 1 ? 'second' : 'seconds'}, then try again.`);
      }
    });
  }

  /**
   * The password was right and a code is still to come: the address gets this attempt back. The account does not, so that
   * whoever knows the password cannot begin the count of codes anew with it.
   */
  async gotHalfway(address: string): Promise<void> {
    await this.unitOfWork.runIn('door', ({ manager }) => manager.query('UPDATE sign_in_attempt SET failures = greatest(failures - 1, 0) WHERE key = $1', [keyOf('address', address)]));
  }

  /** The attempt was right: the failures that it was counted with are forgotten, and the address gets this one back. */
  async succeeded(email: string, whence: Whence): Promise<void> {
    await this.forget(...this.accountOf(email, whence), whence.address);
  }

  /** Failures of one kind are forgotten, and the address gets this attempt back. */
  async forget(kind: Counted, value: string, address: string): Promise<void> {
    await this.unitOfWork.runIn('door', async ({ manager }) => {
      await this.gotHalfway(address);
      await manager.query('DELETE FROM sign_in_attempt WHERE key = $1', [keyOf(kind, value)]);
    });
  }

  private accountOf(email: string, { device }: Whence): ['email' | 'device', string] {
    const known = device === undefined ? null : this.devices.read(email, device);
    return known === null ? ['email', email] : ['device', known];
  }
}

const keyOf = (kind: Counted, value: string) => hashSecret(`${kind}:${value}`);

const WAIT = `CASE WHEN t.failures < $3::int THEN 0 ELSE least($4::int, power(2, least(t.failures - $3::int, 20))) END * interval '1 second'`;

const COUNT_SQL = `
INSERT INTO sign_in_attempt AS t (key, failures, last_failed_at) VALUES ($1, 1, $2::timestamptz)
ON CONFLICT (key) DO UPDATE SET last_failed_at = $2::timestamptz,
  failures = CASE WHEN t.last_failed_at < $2::timestamptz - interval '${FORGOTTEN_AFTER}' THEN 1 ELSE t.failures + 1 END
WHERE t.last_failed_at + ${WAIT} <= $2::timestamptz
RETURNING t.key`;

const WAIT_SQL = `SELECT ceil(extract(epoch FROM t.last_failed_at + ${WAIT} - $2::timestamptz))::int AS seconds FROM sign_in_attempt t WHERE t.key = $1`;
