import { chmod, writeFile } from 'node:fs/promises';
import { join } from 'node:path';
import { parseArgs } from 'node:util';
import { Clock } from '../clock.js';
import type { Config } from '../config.js';
import { Refusal } from '../errors.js';
import { DEFAULT_YOUNG_PEOPLE, MOST_YOUNG_PEOPLE, SampleRegionService } from '../sample/sample-region.service.js';
import type { SampleSignIn } from '../sample/sample-sign-ins.js';
import { withServices } from './command-services.js';
import type { CommandResult } from './command.js';
import { withProgressLine } from './progress-line.js';

/**
 * `lsa sample --young-people 30000`: makes the sample region of a training installation, or adds the young people that it
 * lacks. Exit code 0: done; 2: it cannot be made here, or the number is none.
 */
export async function sampleCommand(args: string[], config: Config): Promise<CommandResult> {
  const youngPeople = readArgs(args);
  if (youngPeople === null) return refusal(`Give the number of young people, from 0 to ${MOST_YOUNG_PEOPLE}, for example: sample --young-people 2000`);
  try {
    const made = await withServices(config, ({ unitOfWork, duties }) =>
      withProgressLine('Young people', (progress) => new SampleRegionService(unitOfWork, new Clock(), duties).makeSample({ youngPeople, progress })),
    );
    const path = made.signIns && (await keepSignIns(config.dataDir, made.signIns));
    const lines = [
      `The sample region has ${made.youngPeople} young people; ${made.added} of them are new.`,
      ...(path === null ? [] : [`The sign-ins are in ${path}.`]),
    ];
    return { exitCode: 0, stdout: `${lines.join('\n')}\n`, stderr: '' };
  } catch (error) {
    if (error instanceof Refusal) return refusal(error.detail);
    throw error;
  }
}

function readArgs(args: string[]): number | null {
  try {
    const { values } = parseArgs({ args, options: { 'young-people': { type: 'string' } } });
    const text = values['young-people'] ?? String(DEFAULT_YOUNG_PEOPLE);
    return /^\d{1,6}$/.test(text) && Number(text) <= MOST_YOUNG_PEOPLE ? Number(text) : null;
  } catch {
    return null;
  }
}

/** Only whoever owns the folder can read them. */
async function keepSignIns(dataDir: string, signIns: readonly SampleSignIn[]): Promise<string> {
  const path = join(dataDir, 'sample-sign-ins.json');
  await writeFile(path, `${JSON.stringify(signIns, null, 2)}\n`, { mode: 0o600 });
  await chmod(path, 0o600);
  return path;
}

function refusal(sentence: string): CommandResult {
  return { exitCode: 2, stdout: '', stderr: `${sentence}\n` };
}
