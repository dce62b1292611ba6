import { createServer, type AddressInfo } from 'node:net';

/**
 * The port to listen on at `host`: `port` itself when it is free, any free one for 0.
 * Rejects with what the system says (EADDRINUSE, EACCES, EADDRNOTAVAIL …) when it cannot be had.
 */
export function freePort(host: string, port = 0): Promise<number> {
  return new Promise((found, refused) => {
    const server = createServer();
    server.once('error', refused);
    server.listen({ host, port, exclusive: true }, () => {
      const { port: given } = server.address() as AddressInfo;
      server.close(() => found(given));
    });
  });
}
