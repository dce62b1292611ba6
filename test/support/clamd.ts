import { spawn } from 'node:child_process';
import { createHash } from 'node:crypto';
import { existsSync } from 'node:fs';
import { mkdtemp, rm, writeFile } from 'node:fs/promises';
import { connect, createServer, type AddressInfo, type Socket } from 'node:net';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { setTimeout as wait } from 'node:timers/promises';
import { freePort } from '../../src/database/free-port.js';

export interface Scanner {
  url: string;
  close(): Promise<void>;
}

const CLAMD = '/usr/sbin/clamd';
/** What every scanner is told of: harmless, and harmful by agreement. */
export const HARMFUL = `%PDF-X5O!P%@AP[4\\PZX54(P^)7CC)7}$EICAR-STANDARD-ANTIVIRUS-TEST-FILE!$H+H*`;

/** Those that are there: ClamAV where it is installed, as it is in the pipeline, and one that only speaks as it does. */
export const SCANNERS: [name: string, start: () => Promise<Scanner>][] = [['one that speaks its language', standIn], ...(existsSync(CLAMD) ? [['ClamAV', clamAv] satisfies [string, () => Promise<Scanner>]] : [])];

/** ClamAV's own daemon, which knows of one harmful file. */
async function clamAv(): Promise<Scanner> {
  const folder = await mkdtemp(join(tmpdir(), 'learner-support-clamd-'));
  const port = await freePort('127.0.0.1');
  await writeFile(join(folder, 'known.hdb'), `${createHash('md5').update(HARMFUL).digest('hex')}:${HARMFUL.length}:Known\n`);
  await writeFile(join(folder, 'clamd.conf'), `TCPSocket ${port}\nTCPAddr 127.0.0.1\nDatabaseDirectory ${folder}\nForeground yes\nStreamMaxLength 25M\n`);
  const daemon = spawn(CLAMD, ['-c', join(folder, 'clamd.conf')], { stdio: 'ignore' });
  const ended = new Promise((done) => daemon.once('exit', done));
  while (!(await answers(port))) {
    if (daemon.exitCode !== null) throw new Error(`clamd ended with ${daemon.exitCode}`);
    await wait(50);
  }
  return {
    url: `clamd://127.0.0.1:${port}`,
    close: async () => {
      daemon.kill();
      await ended;
      await rm(folder, { recursive: true });
    },
  };
}

const answers = (port: number): Promise<boolean> => new Promise((told) => {
  const socket = connect(port, '127.0.0.1');
  socket.once('connect', () => (socket.destroy(), told(true)));
  socket.once('error', () => told(false));
});

function standIn(): Promise<Scanner> {
  return scannerThat((socket, content) => socket.end(content.toString('latin1').includes(HARMFUL) ? 'stream: Known FOUND\0' : 'stream: OK\0'));
}

/** A scanner that reads a whole file, sent as INSTREAM says, and then does something of its own. */
export async function scannerThat(does: (socket: Socket, content: Buffer) => void): Promise<Scanner> {
  const server = createServer((socket) => {
    let sent = Buffer.alloc(0);
    socket.on('error', () => undefined);
    socket.on('data', (part) => {
      sent = Buffer.concat([sent, part as Buffer]);
      const content = contentOf(sent);
      if (content) does(socket, content);
    });
  });
  await new Promise<void>((listens) => server.listen(0, '127.0.0.1', listens));
  return { url: `clamd://127.0.0.1:${(server.address() as AddressInfo).port}`, close: () => new Promise((closed) => server.close(() => closed())) };
}

/** The chunks of a stream after its command; undefined until the empty one has come. */
function contentOf(sent: Buffer): Buffer | undefined {
  const COMMAND = 'zINSTREAM\0';
  const chunks: Buffer[] = [];
  for (let at = COMMAND.length; at + 4 <= sent.length; ) {
    const length = sent.readUInt32BE(at);
    if (length === 0) return Buffer.concat(chunks);
    chunks.push(sent.subarray(at + 4, at + 4 + length));
    at += 4 + length;
  }
  return undefined;
}
