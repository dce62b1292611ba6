import { describe, expect, it } from '@jest/globals';
import { checkInstallation, installationToMake, readConfig, withPort } from './config.js';
import { ConfigError } from './start-error.js';

const faultsOf = (work: () => unknown): readonly string[] => {
  try {
    work();
  } catch (error) {
    if (error instanceof ConfigError) return error.faults;
    throw error;
  }
  return [];
};
const LIVE = {
  KEYS_FILE: '/etc/learner-support/keys.json',
  INSTALLATION: 'live',
  HOST: '0.0.0.0',
  PUBLIC_URL: 'https://support.dudley.example',
  DATABASE_URL: 'postgres://app:long-and-own@db.example/support?sslmode=verify-full',
  SMTP_URL: 'smtps://mail.example',
};

describe('the configuration', () => {
  it('needs nothing: pages on this machine, embedded database, mails kept', () => {
    expect(readConfig({}, [])).toMatchObject({
      port: 3000,
      host: '127.0.0.1',
      publicUrl: 'http://localhost:3000',
      dataDir: `${process.cwd()}/data`,
      databaseUrl: undefined,
      redisUrl: undefined,
      smtpUrl: undefined,
      installation: undefined,
      empty: false,
      process: 'both',
      secureCookies: false,
    });
  });

  it('takes an empty variable for an absent one', () => {
    expect(readConfig({ PORT: '', REDIS_URL: ' ' }, [])).toEqual(readConfig({}, []));
  });

  it('names every fault at once, each with its variable and what to do', () => {
    const env = { PORT: '65536', HOST: 'a:1', DATABASE_POOL: '1', LOG_LEVEL: 'loud', PROCESS: 'all', SECURE_COOKIES: 'yes', TRUST_PROXY: '10.0.0.0/40', MAIL_FROM: 'nobody', INSTALLATION: 'test' };
    const urls = { PUBLIC_URL: 'https://a.example/path', DATABASE_URL: 'postgres://host', REDIS_URL: 'http://r', SMTP_URL: 'smtp:' };
    const faults = faultsOf(() => readConfig({ ...env, ...urls }, ['--quick', 'now']));
    expect(faults.map((fault) => fault.split(' ')[0]).sort()).toEqual([...Object.keys({ ...env, ...urls }), '--quick', 'now'].sort());
    for (const fault of faults) expect(fault).toMatch(/; (give|the flags are) |is not of the form /);
  });

  it('never repeats a URL, which may hold a password', () => {
    const faults = faultsOf(() => readConfig({ DATABASE_URL: 'mysql://me:Geheim1@host/db', SMTP_URL: 'mail://me:Geheim1@host' }, []));
    expect(faults).toHaveLength(2);
    expect(faults.join()).not.toContain('Geheim1');
  });

  it.each(['3000x', '-1', '3e3', '0x10', '1.5', '99999'])('does not take %s for a port', (PORT) => {
    expect(faultsOf(() => readConfig({ PORT }, []))).toHaveLength(1);
  });

  it('shows the port that was found for PORT=0 in the address, unless an address was given', () => {
    expect(withPort(readConfig({ PORT: '0' }, []), 4711)).toMatchObject({ port: 4711, publicUrl: 'http://localhost:4711' });
    expect(withPort(readConfig({ PORT: '0', PUBLIC_URL: 'https://a.example/' }, []), 4711).publicUrl).toBe('https://a.example');
  });

  it('sends cookies over https alone when people come over https', () => {
    expect(readConfig({ PUBLIC_URL: 'https://a.example' }, []).secureCookies).toBe(true);
  });

  it.each([
    ['', false],
    ['false', false],
    ['true', true],
    ['127.0.0.1', ['127.0.0.1']],
    ['10.0.0.0/8, fd00::/8,192.0.2.7', ['10.0.0.0/8', 'fd00::/8', '192.0.2.7']],
  ])('with TRUST_PROXY=%s believes %j', (TRUST_PROXY, trustProxy) => {
    expect(readConfig({ TRUST_PROXY }, []).trustProxy).toEqual(trustProxy);
  });

  it.each(['yes', 'proxy.example', '10.0.0.0/33', 'fd00::/129', '10.0.0.1,', '10.0.0.1/', '10.0.0.1/8/8', 'true,10.0.0.1'])('does not take %s for a proxy', (TRUST_PROXY) => {
    expect(faultsOf(() => readConfig({ TRUST_PROXY }, []))).toEqual([expect.stringMatching(/^TRUST_PROXY is .*; give true, false or addresses/)]);
  });

  it('takes flags before variables, and refuses two that exclude each other', () => {
    expect(readConfig({ PROCESS: 'web' }, ['--worker', '--empty'])).toMatchObject({ process: 'worker', empty: true });
    expect(faultsOf(() => readConfig({}, ['--web', '--worker']))).toHaveLength(1);
    expect(faultsOf(() => readConfig({ INSTALLATION: 'training' }, ['--live']))).toHaveLength(1);
    expect(faultsOf(() => readConfig({}, ['--empty=no']))).toHaveLength(1);
  });
});

describe('a live installation', () => {
  it('starts with a database, a mail server and an https address, and without the sample region', () => {
    expect(readConfig(LIVE, [])).toMatchObject({ installation: 'live', empty: true, secureCookies: true });
  });

  it('refuses to start without them when others can reach it', () => {
    const { INSTALLATION, HOST } = LIVE;
    const words = faultsOf(() => readConfig({ INSTALLATION, HOST }, [])).map((fault) => fault.split(' ')[0]);
    expect(words).toEqual(['DATABASE_URL', 'KEYS_FILE', 'SMTP_URL', 'PUBLIC_URL', 'SECURE_COOKIES']);
  });

  it('refuses to start with the password of the example', () => {
    const faults = faultsOf(() => readConfig({ ...LIVE, DATABASE_URL: 'postgres://app:change-me@db.example/support?sslmode=verify-full' }, []));
    expect(faults).toEqual([expect.stringMatching(/^DATABASE_URL has a password from an example/)]);
  });

  it.each([
    ['DATABASE_URL', 'postgres://app:own@db.example/support'],
    ['DATABASE_URL', 'postgres://app:own@db.example/support?sslmode=no-verify'],
    ['DATABASE_URL', 'postgres://app:own@db.example/support?sslmode=require&uselibpqcompat=true'],
    ['REDIS_URL', 'redis://:own@queues.example:6379'],
    ['SMTP_URL', 'smtp://mail.example:587'],
    ['SCANNER_URL', 'clamd://scanner.example:3310'],
  ])('refuses %s=%s: nobody between may read it', (name, address) => {
    expect(faultsOf(() => readConfig({ ...LIVE, [name]: address }, []))).toEqual([expect.stringMatching(new RegExp(`^${name} leads to another host without TLS`))]);
    expect(faultsOf(() => readConfig({ ...LIVE, [name]: address, PRIVATE_HOSTS: 'db.example, queues.example,mail.example,scanner.example' }, []))).toEqual([]);
    expect(faultsOf(() => readConfig({ ...LIVE, [name]: address, INSTALLATION: 'training' }, []))).toEqual([]);
  });

  it.each([
    ['DATABASE_URL', 'postgres://app:own@db.example/support?sslmode=require'],
    ['DATABASE_URL', 'postgres://app:own@127.0.0.1/support'],
    ['DATABASE_URL', 'postgres://app:own@any/support?host=/run/postgresql'],
    ['REDIS_URL', 'rediss://queues.example'],
    ['SMTP_URL', 'smtp://mail.example:587?requireTLS=true'],
    ['SMTP_URL', 'smtp://localhost:25'],
    ['SCANNER_URL', 'clamd://127.0.0.1'],
  ])('takes %s=%s', (name, address) => {
    expect(faultsOf(() => readConfig({ ...LIVE, [name]: address }, []))).toEqual([]);
  });

  it('may be tried out on this machine alone', () => {
    expect(readConfig({}, ['--live'])).toMatchObject({ installation: 'live', empty: true });
  });

  it('has to have all this too when only the database says that it is live', () => {
    const config = readConfig({ ...LIVE, INSTALLATION: undefined, SMTP_URL: undefined }, []);
    expect(faultsOf(() => checkInstallation(config, 'live'))).toEqual([expect.stringMatching(/^SMTP_URL is missing/)]);
    expect(faultsOf(() => checkInstallation(config, 'training'))).toEqual([]);
  });
});

describe('what a new database is made for', () => {
  it('is training when it is the embedded one and nobody said otherwise', () => {
    expect(installationToMake(readConfig({}, []))).toBe('training');
    expect(installationToMake(readConfig({}, ['--live']))).toBe('live');
  });

  it('has to be said when the database is the operator’s own', () => {
    const { DATABASE_URL } = LIVE;
    expect(faultsOf(() => installationToMake(readConfig({ DATABASE_URL }, [])))).toHaveLength(1);
    expect(installationToMake(readConfig({ DATABASE_URL, INSTALLATION: 'training' }, []))).toBe('training');
  });

  it('can never be switched', () => {
    expect(faultsOf(() => checkInstallation(readConfig({}, ['--live']), 'training'))).toHaveLength(1);
    expect(faultsOf(() => checkInstallation(readConfig({}, ['--training']), 'live'))).toHaveLength(1);
    expect(faultsOf(() => checkInstallation(readConfig({}, []), 'live'))).toEqual([]);
  });
});
