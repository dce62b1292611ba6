import { send, type Answer } from './http.js';
import { FORM } from './web-app.js';

/** A browser without a screen: it keeps the cookies it is given, and sends forms as our pages have them. */
export class HttpBrowser {
  readonly jar = new Map<string, string>();

  constructor(private readonly publicUrl: string) {}

  get = (path: string): Promise<Answer> => this.request('GET', path);

  /** Sends a form; with `from`, the one of that page, with its token. */
  async post(path: string, fields: Record<string, string> = {}, from?: string): Promise<Answer> {
    const token: Record<string, string> = from === undefined ? {} : { _token: /name="_token" value="([^"]+)"/.exec((await this.get(from)).body)?.[1] ?? '' };
    return this.request('POST', path, { ...fields, ...token });
  }

  signIn = (email: string, password: string): Promise<Answer> => this.post('/sign-in', { email, password });

  /** Begins at our page and answers the address at the organisation's. */
  begin = async (id: number, next = '/'): Promise<string> => (await this.post(`/sign-in/with/${id}`, { next })).headers.location ?? '';

  /** Comes back with what the organisation's provider sent along. */
  arrive = (url: string): Promise<Answer> => this.get(url.slice(this.publicUrl.length));

  /** Whose account page it is shown; null for nobody's. */
  async who(): Promise<string | null> {
    const { body } = await this.get('/account');
    return /<dd class="govuk-summary-list__value">\s*(.*?)\s*<\/dd>/s.exec(body)?.[1] ?? null;
  }

  private async request(method: string, path: string, fields?: Record<string, string>): Promise<Answer> {
    const headers = { ...(fields && FORM), ...(this.jar.size > 0 && { cookie: [...this.jar].map((pair) => pair.join('=')).join('; ') }) };
    const answer = await send(Number(new URL(this.publicUrl).port), { method, url: path, headers, payload: fields && new URLSearchParams(fields).toString() });
    for (const set of answer.headers['set-cookie'] ?? []) {
      const [pair = ''] = set.split(';');
      this.jar.set(pair.slice(0, pair.indexOf('=')), pair.slice(pair.indexOf('=') + 1));
    }
    return answer;
  }
}

/** A refusal's page: its status, and what it says below its heading. */
export const headingOf = ({ statusCode, body }: Answer): [number, string | undefined] => [
  statusCode, /<p class="govuk-body">([^<]+)</.exec(body.slice(body.indexOf('<h1')))?.[1]?.trim(),
];
