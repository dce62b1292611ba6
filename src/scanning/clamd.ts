import { connect } from 'node:net';

const CHUNK = 64 * 1024;
const SILENCE_MS = 30_000;

/**
 * What a ClamAV daemon finds in a file: the name of what is in it, or null where it is clean. Spoken directly (INSTREAM, clamd(8)): packages
 * for it fall back to programs of this machine, and pass a file that nobody looked at.
 * Throws where the daemon cannot be reached, is silent for 30 seconds, or says anything but that the file is clean or what is in it.
 */
export function findingOf({ hostname, port }: URL, content: Buffer): Promise<string | null> {
  return new Promise((answer, refuse) => {
    const socket = connect({ host: hostname.replace(/^\[|\]$/g, ''), port: Number(port || 3310) });
    let said = '';
    socket.setTimeout(SILENCE_MS, () => socket.destroy(new Error('the scanner is silent')));
    socket.on('data', (text) => (said += text.toString()));
    socket.once('error', refuse);
    socket.once('close', () => {
      const reply = said.replace(/\0$/, '');
      const found = /^stream: (.+) FOUND$/.exec(reply)?.[1];
      if (found === undefined && reply !== 'stream: OK') refuse(new Error(`the scanner says ${JSON.stringify(reply)}`));
      else answer(found ?? null);
    });
    socket.write('zINSTREAM\0');
    for (let at = 0; at < content.length; at += CHUNK) {
      const chunk = content.subarray(at, at + CHUNK);
      socket.write(lengthOf(chunk));
      socket.write(chunk);
    }
    socket.write(lengthOf(Buffer.alloc(0)));
  });
}

function lengthOf(chunk: Buffer): Buffer {
  const length = Buffer.alloc(4);
  length.writeUInt32BE(chunk.length);
  return length;
}
