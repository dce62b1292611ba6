import { freePort } from './database/free-port.js';
import { StartError } from './start-error.js';

/**
 * The port that the pages will listen on: `port`, or any free one for 0. Asked before the slow part of the start.
 * Throws a StartError with what to do when it cannot be had.
 */
export async function listeningPort(host: string, port: number): Promise<number> {
  try {
    return await freePort(host, port);
  } catch (error) {
    throw cannotListen(error);
  }
}

/** The sentence for an error of listening at an address; anything else comes back as it is. */
export function cannotListen(error: unknown): unknown {
  const { code, syscall, address, port = 0 } = error as NodeJS.ErrnoException & { address?: string; port?: number };
  if (syscall !== 'listen' && syscall !== 'getaddrinfo') return error;
  const sentences: Record<string, string> = {
    EADDRINUSE: `Port ${port} on ${address} is taken by another program. Stop that one, or choose another port: PORT=${port + 1} npm start`,
    EACCES: `Port ${port} may not be used by this user. Choose one above 1023: PORT=3000 npm start`,
  };
  const fallback = `HOST is not an address of this machine (${code}). Use 127.0.0.1 for this machine alone, 0.0.0.0 for all its addresses.`;
  return new StartError(sentences[code ?? ''] ?? fallback);
}
