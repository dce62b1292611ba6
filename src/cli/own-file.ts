import { open, unlink, type FileHandle } from 'node:fs/promises';
import { resolve } from 'node:path';
import { parseArgs } from 'node:util';
import type { Config } from '../config.js';
import { notFound, Refusal } from '../errors.js';
import { OwnFileMaker } from '../own-file/own-file-maker.service.js';
import { newRequest } from '../own-file/own-files.service.js';
import { readableFile } from '../own-file/readable-file.js';
import { SubjectRequest } from '../own-file/subject-request.entity.js';
import { DisclosureLog } from '../sharing/disclosure-log.service.js';
import { YoungPerson } from '../young-people/young-person.entity.js';
import { withServices, type CommandServices } from './command-services.js';
import type { CommandResult } from './command.js';

const USAGE = 'Say whose, why and where to, for example: own-file LS-7K2QF9 --reason "Asked by letter, identity checked" --out own-file. The reason has 10 to 2,000 characters';
const REASON = { least: 10, most: 2000 };

interface Asked {
  reference: string;
  reason: string;
  /** Without an ending. */
  out: string;
}

/**
 * `lsa own-file REFERENCE --reason TEXT --out FILE`: everything that is held about one young person, as FILE.html and FILE.json,
 * for the owner of the folder alone. Exit code 2: asked wrongly, there is no such case, or a file is there already.
 */
export async function ownFileCommand(args: string[], config: () => Config): Promise<CommandResult> {
  const asked = readArgs(args);
  if (asked === null) return refusal(USAGE);
  const paths = ['html', 'json'].map((ending) => `${asked.out}.${ending}`);
  const files: FileHandle[] = [];
  try {
    for (const path of paths) files.push(await open(path, 'wx', 0o600));
    // The files before the commit: what was not written down is not given out, and the other way round.
    await withServices(config(), (services) => write(services, asked, files));
    return { exitCode: 0, stdout: `${paths.join('\n')}\n`, stderr: '' };
  } catch (error) {
    await Promise.all(paths.slice(0, files.length).map((path) => unlink(path).catch(() => undefined)));
    if (error instanceof Refusal) return refusal(error.detail);
    const { code } = error as NodeJS.ErrnoException;
    if (code === 'EEXIST') return refusal(`${paths[files.length]} is there already, and stays as it is.`);
    if (code === 'ENOENT' || code === 'EACCES') return refusal(`${paths[files.length]} cannot be written: ${code}.`);
    throw error;
  } finally {
    await Promise.all(files.map((file) => file.close()));
  }
}

async function write({ unitOfWork, audit }: CommandServices, { reference, reason }: Asked, [html, json]: FileHandle[]): Promise<void> {
  await unitOfWork.run(async ({ manager, now }) => {
    const youngPerson = await manager.findOneBy(YoungPerson, { reference: reference.toUpperCase() });
    if (!youngPerson) throw notFound('case');
    const request = await manager.save(SubjectRequest, { ...(await newRequest(manager, youngPerson.id, now)), askedBy: null, byThemselves: false, words: reason });
    const file = await new OwnFileMaker(audit, new DisclosureLog(unitOfWork)).make(request, youngPerson.reference, { personId: null, capacity: null, event: 'own-file.give', toWhom: 'The operator, for the young person' });
    await html?.writeFile(readableFile(file));
    await json?.writeFile(`${JSON.stringify(file, null, 2)}\n`);
  });
}

function readArgs(args: string[]): Asked | null {
  try {
    const { values, positionals } = parseArgs({ args, allowPositionals: true, options: { reason: { type: 'string' }, out: { type: 'string' } } });
    const [reference, ...more] = positionals;
    const reason = values.reason?.trim() ?? '';
    if (reference === undefined || more.length > 0 || !values.out || reason.length < REASON.least || reason.length > REASON.most) return null;
    return { reference, reason, out: resolve(values.out.replace(/\.(html|json)$/, '')) };
  } catch {
    return null;
  }
}

const refusal = (sentence: string): CommandResult => ({ exitCode: 2, stdout: '', stderr: `${sentence}\n` });
