import { isIP } from 'node:net';

/** A value read from the environment, or what is wrong with it and what to do. */
export type Read<T> = { value: T } | { fault: string };

/** Reads one variable's text. */
export type Reader<T> = (text: string) => Read<T>;

const quoted = (text: string) => JSON.stringify(text.length > 40 ? `${text.slice(0, 40)}…` : text);

/** A whole number between two bounds, both included. */
export const wholeNumber =
  (from: number, to: number): Reader<number> =>
  (text) => {
    const value = Number(text);
    return /^\d+$/.test(text) && value >= from && value <= to
      ? { value }
      : { fault: `is ${quoted(text)}; give a whole number from ${from} to ${to}` };
  };

/** One of a list of words. */
export const oneOf =
  <T extends string>(...words: readonly T[]): Reader<T> =>
  (text) => {
    const value = words.find((word) => word === text);
    return value === undefined ? { fault: `is ${quoted(text)}; give one of ${words.join(', ')}` } : { value };
  };

/** Yes or no, as true or false. */
export const trueOrFalse: Reader<boolean> = (text) =>
  text === 'true' || text === 'false' ? { value: text === 'true' } : { fault: `is ${quoted(text)}; give true or false` };

/** Whose forwarded headers to believe: everybody's, nobody's, or those of the addresses and networks (CIDR) in a comma list. */
export const proxies: Reader<boolean | string[]> = (text) => {
  if (text === 'true' || text === 'false') return { value: text === 'true' };
  const value = text.split(',').map((one) => one.trim());
  return value.every(isNetwork) ? { value } : { fault: `is ${quoted(text)}; give true, false or addresses such as 127.0.0.1,10.0.0.0/8` };
};

function isNetwork(text: string): boolean {
  const [address = '', bits, ...rest] = text.split('/');
  const most = { 0: -1, 4: 32, 6: 128 }[isIP(address)] ?? -1;
  return most > 0 && rest.length === 0 && (bits === undefined || (/^\d{1,3}$/.test(bits) && Number(bits) <= most));
}

/** Names or addresses of hosts, in a comma list. */
export const hosts: Reader<string[]> = (text) => {
  const value = text.split(',').map((one) => one.trim().toLowerCase());
  return value.every((one) => /^[a-z0-9]([a-z0-9._-]*[a-z0-9])?$/.test(one) || isIP(one) > 0) ? { value } : { fault: `is ${quoted(text)}; give hosts such as postgres,redis` };
};

/** Any text without line breaks. */
export const oneLine: Reader<string> = (text) =>
  /[\r\n\0]/.test(text) ? { fault: 'has a line break in it; write it on one line' } : { value: text };

/** A host name or an address to listen on, without a port. */
export const hostName: Reader<string> = (text) =>
  isIP(text) > 0 || /^[a-z0-9]([a-z0-9.-]*[a-z0-9])?$/i.test(text)
    ? { value: text }
    : { fault: `is ${quoted(text)}; give an address such as 127.0.0.1 or 0.0.0.0, without a port` };

/** One e-mail address. */
export const mailAddress: Reader<string> = (text) => (/^[^\s<>@,]+@[^\s<>@,]+$/.test(text) ? { value: text } : { fault: `is ${quoted(text)}; give one address such as support@learner-support.example` });

/** A sender as mail writes it: `Name <name@host>` or `name@host`. */
export const sender: Reader<string> = (text) =>
  /^([^<>"\r\n]*<[^\s<>@]+@[^\s<>@]+>|[^\s<>@]+@[^\s<>@]+)$/.test(text)
    ? { value: text }
    : { fault: `is ${quoted(text)}; give a sender such as Learner Support <no-reply@learner-support.example>` };

/**
 * A URL of one of the given schemes with a host. The text itself never appears in the fault: it may hold a password.
 * `example` shows the form that is wanted; `path` says whether the URL has to name something after the host.
 */
export const url =
  (schemes: readonly string[], example: string, path: 'any' | 'required' | 'none' = 'any'): Reader<string> =>
  (text) => {
    const parsed = URL.canParse(text) ? new URL(text) : undefined;
    const fault = `is not of the form ${example}`;
    if (!parsed || parsed.hostname === '' || !schemes.includes(parsed.protocol.slice(0, -1))) return { fault };
    const hasPath = parsed.pathname.length > 1 || parsed.search !== '' || parsed.hash !== '';
    if ((path === 'required' && parsed.pathname.length < 2) || (path === 'none' && hasPath)) return { fault };
    return { value: text };
  };
