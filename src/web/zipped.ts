import { promisify } from 'node:util';
import { gzip } from 'node:zlib';
import type { FastifyReply, FastifyRequest } from 'fastify';

const gzipLater = promisify(gzip);

/**
 * A page as it goes over the wire: a tenth of its size, for browsers that can. What is told from a zipped page's length needs a site
 * that makes its visitor's browser ask for it many times; our cookies go along with no such request (`SameSite`).
 */
export async function zipped(html: string, { headers }: FastifyRequest, reply: FastifyReply): Promise<string | Buffer> {
  void reply.header('vary', 'Accept-Encoding');
  if (!/\bgzip\b/.test(String(headers['accept-encoding'] ?? ''))) return html;
  void reply.header('content-encoding', 'gzip');
  return gzipLater(html);
}
