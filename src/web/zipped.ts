import { promisify } from 'node:util';
import { gzip } from 'node:zlib';
import type { FastifyReply, FastifyRequest } from 'fastify';

const gzipLater = promisify(gzip);

/**
 * A page as it goes over the wire: a tenth of its size, for browsers that can. The length of a zipped page tells of its secrets only
 * where a stranger's text stands beside them: no address of ours is shown back on a page (docs/security.md, Browser), and the form
 * token, the one secret on a page, opens nothing from elsewhere.
 */
export async function zipped(html: string, { headers }: FastifyRequest, reply: FastifyReply): Promise<string | Buffer> {
  void reply.header('vary', 'Accept-Encoding');
  if (!/\bgzip\b/.test(String(headers['accept-encoding'] ?? ''))) return html;
  void reply.header('content-encoding', 'gzip');
  return gzipLater(html);
}
