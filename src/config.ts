import { join, resolve } from 'node:path';
import { parseArgs } from 'node:util';
import { hostName, hosts, mailAddress, oneLine, oneOf, proxies, sender, trueOrFalse, url, wholeNumber, type Reader } from './config-values.js';
import type { Keys } from './keys/key-file.js';
import { ConfigError } from './start-error.js';

/** A training installation has a clock that moves; a live one has not. Decided when the database is made, for good. */
export type InstallationKind = 'training' | 'live';

/** What `npm start` was told, read once and validated. */
export interface Config {
  /** 0 = any free port. */
  port: number;
  host: string;
  /** Where people reach the pages, without a slash at the end; links in mails begin with it. */
  publicUrl: string;
  /** Absolute path of the folder for what this installation keeps on disk. */
  dataDir: string;
  /** Absent: an embedded PostgreSQL under `dataDir`. */
  databaseUrl?: string;
  databasePool: number;
  /** Absolute path of the file of keys; `keysGiven` where somebody named it. */
  keysFile: string;
  keysGiven: boolean;
  /** Absent: the queues live in PostgreSQL. */
  redisUrl?: string;
  /** Absent: mails are kept for the mailbox page. */
  smtpUrl?: string;
  mailFrom: string;
  /** Where feedback on the service goes; absent: it is kept alone. */
  feedbackTo?: string;
  /** The virus scanner that looks at files before they are kept; absent: a live installation takes none. */
  scannerUrl?: string;
  /** Hosts on a network of the operator's own that a live installation may talk to without TLS. */
  privateHosts: string[];
  /** What was asked for; absent when nothing was said. See `installationToMake`. */
  installation?: InstallationKind;
  /** Make the database without the sample region. */
  empty: boolean;
  process: 'web' | 'worker' | 'both';
  secureCookies: boolean;
  /** Whose X-Forwarded-For says where a visitor comes from: everybody's, nobody's, or that of these addresses and networks. */
  trustProxy: boolean | string[];
  logLevel: 'fatal' | 'error' | 'warn' | 'info' | 'debug' | 'trace' | 'silent';
}

/** A configuration whose database and keys are known: the operator's own database, or the embedded one once it runs. */
export type RunConfig = Config & { databaseUrl: string; keys: Keys };

/** The variables, each with how it is read. `.env.example` and `docs/operating.md` describe the same table. */
const VARIABLES = {
  PORT: wholeNumber(0, 65_535),
  HOST: hostName,
  PUBLIC_URL: url(['http', 'https'], 'https://learner-support.example', 'none'),
  DATA_DIR: oneLine,
  DATABASE_URL: url(['postgres', 'postgresql'], 'postgres://user:password@host:5432/database', 'required'),
  DATABASE_POOL: wholeNumber(2, 200),
  KEYS_FILE: oneLine,
  REDIS_URL: url(['redis', 'rediss'], 'redis://host:6379'),
  SMTP_URL: url(['smtp', 'smtps'], 'smtp://host:25 or smtps://user:password@host:465'),
  MAIL_FROM: sender,
  FEEDBACK_TO: mailAddress,
  SCANNER_URL: url(['clamd'], 'clamd://host:3310', 'none'),
  PRIVATE_HOSTS: hosts,
  INSTALLATION: oneOf('training', 'live'),
  PROCESS: oneOf('web', 'worker', 'both'),
  SECURE_COOKIES: trueOrFalse,
  TRUST_PROXY: proxies,
  LOG_LEVEL: oneOf('fatal', 'error', 'warn', 'info', 'debug', 'trace', 'silent'),
} satisfies Record<string, Reader<unknown>>;

type Values = { [K in keyof typeof VARIABLES]?: (typeof VARIABLES)[K] extends Reader<infer T> ? T : never };

const FLAGS = {
  empty: 'make the database without the sample region',
  training: 'make the database of a training installation',
  live: 'make the database of a live installation',
  web: 'only the pages and the API in this process',
  worker: 'only the jobs in this process',
} as const;

type Flag = keyof typeof FLAGS;

/**
 * Reads the environment and the flags after `npm start --`. Empty variables count as absent.
 * Throws one ConfigError that lists every fault.
 */
export function readConfig(env: NodeJS.ProcessEnv, argv: readonly string[]): Config {
  const faults: string[] = [];
  const values = readVariables(env, faults);
  const flags = readFlags(argv, faults);
  const installation = either(flags, 'training', 'live', faults) ?? values.INSTALLATION;
  if (values.INSTALLATION && installation !== values.INSTALLATION)
    faults.push(`INSTALLATION is ${values.INSTALLATION} but --${installation} was given; leave one of them out`);
  const port = values.PORT ?? 3000;
  const publicUrl = (values.PUBLIC_URL ?? `http://localhost:${port}`).replace(/\/$/, '');
  const dataDir = resolve(values.DATA_DIR ?? 'data');
  const config: Config = {
    port,
    host: values.HOST ?? '127.0.0.1',
    publicUrl,
    dataDir,
    databaseUrl: values.DATABASE_URL,
    databasePool: values.DATABASE_POOL ?? 10,
    keysFile: values.KEYS_FILE ? resolve(values.KEYS_FILE) : join(dataDir, 'keys.json'),
    keysGiven: values.KEYS_FILE !== undefined,
    redisUrl: values.REDIS_URL,
    smtpUrl: values.SMTP_URL,
    mailFrom: values.MAIL_FROM ?? 'Learner Support <no-reply@learner-support.example>',
    feedbackTo: values.FEEDBACK_TO,
    scannerUrl: values.SCANNER_URL,
    privateHosts: values.PRIVATE_HOSTS ?? [],
    installation,
    empty: flags.has('empty') || installation === 'live',
    process: either(flags, 'web', 'worker', faults) ?? values.PROCESS ?? 'both',
    secureCookies: values.SECURE_COOKIES ?? publicUrl.startsWith('https:'),
    trustProxy: values.TRUST_PROXY ?? false,
    logLevel: values.LOG_LEVEL ?? 'warn',
  };
  if (installation === 'live') faults.push(...liveFaults(config));
  if (faults.length > 0) throw new ConfigError(faults);
  return config;
}

function readVariables(env: NodeJS.ProcessEnv, faults: string[]): Values {
  const values: Record<string, unknown> = {};
  for (const [name, read] of Object.entries<Reader<unknown>>(VARIABLES)) {
    const text = env[name]?.trim();
    if (!text) continue;
    const result = read(text);
    if ('fault' in result) faults.push(`${name} ${result.fault}`);
    else values[name] = result.value;
  }
  return values as Values;
}

function readFlags(argv: readonly string[], faults: string[]): Set<Flag> {
  const known = Object.keys(FLAGS) as Flag[];
  const { tokens } = parseArgs({ args: [...argv], strict: false, allowPositionals: true, tokens: true });
  const given = new Set<Flag>();
  for (const token of tokens) {
    if (token.kind === 'option-terminator') continue;
    const flag = known.find((name) => token.kind === 'option' && token.rawName === `--${name}` && token.value === undefined);
    if (flag) given.add(flag);
    else
      faults.push(`${argv[token.index]} is not a flag of npm start; the flags are ${known.map((name) => `--${name} (${FLAGS[name]})`).join(', ')}`);
  }
  return given;
}

function either<T extends Flag>(flags: Set<Flag>, one: T, other: T, faults: string[]): T | undefined {
  if (flags.has(one) && flags.has(other)) faults.push(`--${one} and --${other} exclude each other; leave one of them out`);
  return flags.has(one) ? one : flags.has(other) ? other : undefined;
}

/** The configuration with the free port that was found for PORT=0. */
export function withPort(config: Config, port: number): Config {
  return { ...config, port, publicUrl: config.publicUrl.replace(/^http:\/\/localhost:0$/, `http://localhost:${port}`) };
}

const LOOPBACK = /^(localhost|127(\.\d+){3}|::1|\[::1\])$/i;

/** The passwords that examples use. */
const EXAMPLE_PASSWORDS = ['change-me', 'password', 'postgres', 'secret'];

/** Where data go by an address of the configuration, and how that address says that they go by TLS, with a certificate that is checked. */
const IN_THE_CLEAR: readonly { name: string; of: 'databaseUrl' | 'redisUrl' | 'smtpUrl' | 'scannerUrl'; isSealed: (url: URL) => boolean; instead: string }[] = [
  {
    name: 'DATABASE_URL', of: 'databaseUrl', instead: 'add ?sslmode=verify-full',
    isSealed: ({ searchParams }) => searchParams.get('sslmode') === 'verify-full' || (searchParams.get('uselibpqcompat') !== 'true' && ['require', 'verify-ca'].includes(searchParams.get('sslmode') ?? '')),
  },
  { name: 'REDIS_URL', of: 'redisUrl', isSealed: ({ protocol }) => protocol === 'rediss:', instead: 'give it as rediss://' },
  {
    name: 'SMTP_URL', of: 'smtpUrl', instead: 'give it as smtps://, or add ?requireTLS=true',
    isSealed: ({ protocol, searchParams }) => protocol === 'smtps:' || searchParams.get('requireTLS') === 'true',
  },
  { name: 'SCANNER_URL', of: 'scannerUrl', isSealed: () => false, instead: 'have the scanner on this machine' },
];

/** A path in `?host=` is a socket of this machine. */
function inTheClear(text: string | undefined, isSealed: (url: URL) => boolean, privateHosts: readonly string[]): boolean {
  if (text === undefined) return false;
  const url = new URL(text);
  const host = url.searchParams.get('host') ?? url.hostname.toLowerCase();
  return !isSealed(url) && !LOOPBACK.test(host) && !host.startsWith('/') && !privateHosts.includes(host.replace(/^\[|\]$/g, ''));
}

/**
 * What a live installation still lacks; an empty list means nothing. One that only this machine can reach (HOST and
 * PUBLIC_URL both loopback) is somebody trying it out and may run as it is.
 */
export function liveFaults(config: Pick<Config, 'host' | 'publicUrl' | 'databaseUrl' | 'keysGiven' | 'redisUrl' | 'smtpUrl' | 'scannerUrl' | 'privateHosts' | 'secureCookies'>): string[] {
  const publicUrl = new URL(config.publicUrl);
  if (LOOPBACK.test(config.host) && LOOPBACK.test(publicUrl.hostname)) return [];
  const databasePassword = config.databaseUrl ? decodeURIComponent(new URL(config.databaseUrl).password) : '';
  const rules: [boolean, string][] = [
    [!config.databaseUrl, 'DATABASE_URL is missing; a live installation that others reach keeps its data in a PostgreSQL with backups of its own: give its URL'],
    [EXAMPLE_PASSWORDS.includes(databasePassword), 'DATABASE_URL has a password from an example; choose another one for a live installation'],
    [!config.keysGiven, 'KEYS_FILE is missing; a live installation keeps its keys apart from its data: make a file with “lsa keys make FILE” and give its path'],
    [!config.smtpUrl, 'SMTP_URL is missing; a live installation has to send its mail: give the mail server, such as smtps://user:password@host:465'],
    [publicUrl.protocol !== 'https:', 'PUBLIC_URL is not https; a live installation is served over https: give the address that people use'],
    ...IN_THE_CLEAR.map(({ name, of, isSealed, instead }): [boolean, string] => [
      inTheClear(config[of], isSealed, config.privateHosts),
      `${name} leads to another host without TLS, and what goes there is about young people or lets somebody in: ${instead}, or name the host in PRIVATE_HOSTS where nobody else is on the network between`,
    ]),
    [!config.secureCookies, 'SECURE_COOKIES is false; leave it out in a live installation'],
  ];
  return rules.filter(([broken]) => broken).map(([, fault]) => fault);
}

/**
 * The kind of installation to make a new database for. An embedded database is made for training unless told otherwise;
 * throws a ConfigError for a database of the operator's own of which nobody has said what it is for.
 */
export function installationToMake(config: Config): InstallationKind {
  if (config.installation) return config.installation;
  if (!config.databaseUrl) return 'training';
  throw new ConfigError([
    'INSTALLATION is missing and the database of DATABASE_URL is new; give training or live, it is decided once and for all',
  ]);
}

/**
 * Refuses with a ConfigError to run a database that was made for another kind of installation than was asked for, or a
 * live one that lacks what a live installation needs.
 */
export function checkInstallation(config: Config, made: InstallationKind): void {
  if (config.installation && config.installation !== made)
    throw new ConfigError([
      `INSTALLATION is ${config.installation} but the database was made for a ${made} installation, which can never be switched; leave INSTALLATION out or use another database`,
    ]);
  const faults = made === 'live' ? liveFaults(config) : [];
  if (faults.length > 0) throw new ConfigError(faults);
}
