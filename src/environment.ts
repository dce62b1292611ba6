import { readFileSync } from 'node:fs';
import { parseEnv } from 'node:util';

/** The environment, completed by the file `.env` of the current folder where there is one; the environment wins. */
export function environment(): NodeJS.ProcessEnv {
  try {
    return { ...parseEnv(readFileSync('.env', 'utf8')), ...process.env };
  } catch (error) {
    if ((error as NodeJS.ErrnoException).code === 'ENOENT') return process.env;
    throw error;
  }
}
