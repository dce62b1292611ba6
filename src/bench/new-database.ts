import pg from 'pg';
import { prepareTables } from '../database/data-source.js';
import type { Keys } from '../keys/key-file.js';

/** A database of its own on the server, with its tables: the sample region wants one where nobody is yet. */
export async function newDatabase(serverUrl: string, name: string, keys: Keys): Promise<string> {
  const client = new pg.Client({ connectionString: serverUrl });
  await client.connect();
  await client.query(`CREATE DATABASE ${name}`);
  await client.end();
  const url = new URL(serverUrl);
  url.pathname = `/${name}`;
  await prepareTables(url.toString(), keys);
  return url.toString();
}
