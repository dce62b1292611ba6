import { promisify } from 'node:util';
import { brotliCompress, gzip } from 'node:zlib';
import type { FastifyReply, FastifyRequest } from 'fastify';

/** How a text is made shorter for the wire, by the name that a browser asks for, the shortest first. */
export const ENCODINGS = { br: promisify(brotliCompress), gzip: promisify(gzip) } as const;
export type Encoding = keyof typeof ENCODINGS;

/** The first of some encodings that a browser takes; null where it gets the text as it is. */
export function encodingFor({ headers }: Pick<FastifyRequest, 'headers'>, among: readonly Encoding[]): Encoding | null {
  const taken = String(headers['accept-encoding'] ?? '').split(/[,;\s]+/);
  return among.find((encoding) => taken.includes(encoding)) ?? null;
}

/**
 * A page as it goes over the wire: a tenth of its size, for browsers that can. The length of a zipped page tells of its secrets only
 * where a stranger's text stands beside them: no address of ours is shown back on a page (docs/security.md, Browser), and the form
 * token, the one secret on a page, opens nothing from elsewhere.
 */
export async function zipped(html: string, request: FastifyRequest, reply: FastifyReply): Promise<string | Buffer> {
  void reply.header('vary', 'Accept-Encoding');
  const encoding = encodingFor(request, ['gzip']);
  if (encoding === null) return html;
  void reply.header('content-encoding', encoding);
  return ENCODINGS[encoding](html);
}
