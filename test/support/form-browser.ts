import { send, type Answer } from './http.js';

/** A browser without a screen or scripts: keeps cookies, and sends the form token of the last page that had one. It follows nothing by itself. */
export class FormBrowser {
  private readonly cookies = new Map<string, string>();
  private token = '';

  constructor(private readonly port: number) {}

  async get(url: string, headers: Record<string, string> = {}): Promise<Answer> {
    return this.kept(await send(this.port, { url, headers: { ...this.sent(), ...headers } }));
  }

  /** Sends a form that stands on the page `from`. */
  async post(url: string, fields: Record<string, string> = {}, from = url): Promise<Answer> {
    const payload = new URLSearchParams({ ...(this.token && { _token: this.token }), ...fields }).toString();
    const referer = `http://localhost:${this.port}${from}`;
    const headers = { ...this.sent(), host: `localhost:${this.port}`, referer, 'content-type': 'application/x-www-form-urlencoded', 'sec-fetch-site': 'same-origin' };
    return this.kept(await send(this.port, { method: 'POST', url, headers, payload }));
  }

  /** Where it is led after signing in. */
  async signIn(email: string, password: string): Promise<string | undefined> {
    this.token = '';
    return (await this.post('/sign-in', { email, password })).headers.location;
  }

  cookie = (name: string): string | undefined => this.cookies.get(name);
  setCookie = (name: string, value: string): void => void this.cookies.set(name, value);

  /** Whether the account page opens. */
  async isSignedIn(): Promise<boolean> {
    return (await this.get('/account')).statusCode === 200;
  }

  private sent = (): Record<string, string> => ({ cookie: [...this.cookies].map(([name, value]) => `${name}=${value}`).join('; ') });

  private kept(answer: Answer): Answer {
    for (const text of answer.headers['set-cookie'] ?? []) {
      const [name = '', value = ''] = (text.split(';')[0] ?? '').split('=');
      if (value === '') this.cookies.delete(name);
      else this.cookies.set(name, value);
    }
    this.token = /name="_token" value="([^"]+)"/.exec(answer.body)?.[1] ?? this.token;
    return answer;
  }
}

/** The text of a page's main part, without its tags. */
export const mainText = ({ body }: Answer): string => (/<main[\s\S]*<\/main>/.exec(body)?.[0] ?? body).replace(/<[^>]+>/g, ' ').replace(/\s+/g, ' ').trim();
/** What a form that came back says of its first faulty field. */
export const fieldError = ({ body }: Answer): string | undefined => /govuk-error-message">([\s\S]*?)<\/p>/.exec(body)?.[1]?.replace(/<[^>]+>/g, '').replace(/^\s*Error:/, '').trim();
