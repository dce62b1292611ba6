import { readFileSync } from 'node:fs';

/**
 * What tells a running process from a later one with the same number: its start time where the system says it
 * (Linux, clock ticks since boot), else just "running". Undefined when no such process runs; a zombie does not run.
 */
export function processIdentity(pid: number): string | undefined {
  try {
    const stat = readFileSync(`/proc/${pid}/stat`, 'utf8');
    // proc(5): the fields after the name in parentheses, which may itself hold blanks; state is the 3rd, start time the 22nd.
    const fields = stat.slice(stat.lastIndexOf(')') + 2).split(' ');
    return fields[0] === 'Z' || fields[0] === 'X' ? undefined : `started-${fields[19]}`;
  } catch {
    return isSignalled(pid) ? 'running' : undefined;
  }
}

function isSignalled(pid: number): boolean {
  if (process.platform === 'linux') return false;
  try {
    return process.kill(pid, 0);
  } catch (error) {
    return (error as NodeJS.ErrnoException).code === 'EPERM';
  }
}
