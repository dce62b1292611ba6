import { request, type IncomingHttpHeaders } from 'node:http';

export interface Sending {
  method?: string;
  /** The path as it goes over the wire. */
  url: string;
  headers?: Record<string, string>;
  payload?: string | Buffer;
}

export interface Answer {
  statusCode: number;
  headers: IncomingHttpHeaders;
  body: string;
  /** The body as it went over the wire. */
  bytes: Buffer;
  /** What the browser would keep from here on: `lsa=…`. */
  cookie(name: string): string | null;
  json<T>(): T;
}

/** One request over the network, exactly as given: no redirects followed, no header of its own. */
export async function send(port: number, { method = 'GET', url, headers = {}, payload }: Sending): Promise<Answer> {
  return new Promise((resolve, reject) => {
    const sent = request({ host: '127.0.0.1', port, method, path: url, headers: { ...headers, ...(payload !== undefined && { 'content-length': Buffer.byteLength(payload) }) } }, (response) => {
      const chunks: Buffer[] = [];
      response.on('data', (chunk: Buffer) => chunks.push(chunk));
      response.on('error', reject);
      response.on('end', () => {
        const bytes = Buffer.concat(chunks);
        const body = bytes.toString();
        const cookie = (name: string) => response.headers['set-cookie']?.find((text) => text.startsWith(`${name}=`))?.split(';')[0] ?? null;
        resolve({ statusCode: response.statusCode ?? 0, headers: response.headers, body, bytes, cookie, json: <T>() => JSON.parse(body) as T });
      });
    });
    sent.on('error', reject);
    sent.end(payload);
  });
}
