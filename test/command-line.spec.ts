import { spawnSync } from 'node:child_process';
import { describe, expect, it } from '@jest/globals';

const NAMES = ['explain', 'working-day', 'derive', 'import', 'sign-in', 'first-administrator', 'feedback', 'rescue', 'single-sign-on', 'invite', 'sample', 'keys', 'own-file', 'audit'];

const lsa = (...args: string[]) => {
  const { status, stdout, stderr } = spawnSync('npm', ['run', '--silent', 'lsa', '--', ...args], { encoding: 'utf8' });
  return { status, stdout, stderr: stderr.replace(/^npm warn .*\n/gm, '') };
};

describe('the command line', () => {
  it('answers with the answer and nothing else', () => {
    expect(lsa('working-day', '2026-12-23', '5')).toEqual({ status: 0, stdout: '2027-01-04\n', stderr: '' });
  });

  it('takes a number with a minus for a number, not for a flag', () => {
    expect(lsa('working-day', '2027-01-04', '-5')).toEqual({ status: 0, stdout: '2026-12-23\n', stderr: '' });
  });

  it('says in one sentence which commands there are, and exits with 2, when asked for another', () => {
    const { status, stdout, stderr } = lsa('explian', 'KW3');
    expect({ status, stdout }).toEqual({ status: 2, stdout: '' });
    expect(stderr).toBe(`'explian' is not a command: use one of ${NAMES.join(', ')}, or help\n`);
  });

  it.each([[[]], [['help']], [['--help']]])('explains itself when called with %j', (args) => {
    const { status, stdout, stderr } = lsa(...args);
    expect({ status, stderr }).toEqual({ status: 0, stderr: '' });
    for (const name of NAMES) expect(stdout).toContain(`  ${name} `);
  });
});
