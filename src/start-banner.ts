import { join, relative } from 'node:path';
import type { Config, InstallationKind } from './config.js';

/** One person of the sample region who can sign in. */
export interface SignIn {
  role: string;
  organisation: string;
  name: string;
  email: string;
  password: string;
}

/** What an application that has started says of itself. */
export interface Started {
  url: string;
  installation: InstallationKind;
  signIns?: readonly SignIn[];
}

/** What the terminal shows when the application is ready: plain text, lines of at most one screen's width. */
export function startBanner(config: Config, started: Started, milliseconds: number): string {
  const lines = [
    '',
    `Learner Support is ready in ${(milliseconds / 1000).toFixed(1)} s`,
    '',
    ...table([
      ...(config.process === 'worker' ? [] : [['Address', config.publicUrl]]),
      ['Installation', describeInstallation(started)],
      ['Data', config.databaseUrl ? `PostgreSQL at ${new URL(config.databaseUrl).host}` : relativePath(config.dataDir)],
      ['Queues', config.redisUrl ? `Redis at ${new URL(config.redisUrl).host}` : 'in PostgreSQL'],
      ['Mail', describeMail(config, started)],
      ...(config.process === 'both' ? [] : [['This process', config.process === 'web' ? 'pages and API only' : 'jobs only']]),
    ]),
    ...signInLines(config, started.signIns ?? []),
    '',
    'Ctrl-C stops it.',
    '',
  ];
  return lines.join('\n');
}

function describeMail({ smtpUrl, publicUrl }: Config, { installation }: Started): string {
  if (smtpUrl) return `sent through ${new URL(smtpUrl).host}`;
  return installation === 'live' ? 'NOT SENT: nobody is reminded of anything until SMTP_URL is given' : `not sent; kept for ${publicUrl}/training/mailbox`;
}

function describeInstallation({ installation }: Started): string {
  if (installation === 'live') return 'live';
  return 'training (its clock can be moved forward)';
}

function signInLines(config: Config, signIns: readonly SignIn[]): string[] {
  if (signIns.length === 0) return [];
  const rows = signIns.map(({ role, organisation, name, email, password }) => [role, name, organisation, email, password]);
  return [
    '',
    `Sign-ins of the sample region (also, with API tokens, in ${relativePath(join(config.dataDir, 'sample-sign-ins.json'))})`,
    '',
    ...table([['Role', 'Name', 'Organisation', 'E-mail', 'Password'], ...rows]),
  ];
}

function table(rows: readonly (readonly string[])[]): string[] {
  const widths = (rows[0] ?? []).map((_, column) => Math.max(...rows.map((row) => row[column]?.length ?? 0)));
  return rows.map((row) => `  ${row.map((cell, column) => cell.padEnd(widths[column] ?? 0)).join('  ')}`.trimEnd());
}

const relativePath = (path: string) => {
  const shorter = relative(process.cwd(), path);
  return shorter.startsWith('..') ? path : `./${shorter}`;
};
