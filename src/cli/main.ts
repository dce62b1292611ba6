import { COMMANDS } from './commands.js';
import type { CommandResult } from './command.js';

const CALL = 'npm run --silent lsa --';

const result = await answer(process.argv.slice(2)).catch(refused);
process.stdout.write(result.stdout);
process.stderr.write(result.stderr);
process.exitCode = result.exitCode;

async function answer([name, ...args]: string[]): Promise<CommandResult> {
  if (name === undefined || ['help', '--help', '-h'].includes(name)) return { exitCode: 0, stdout: help(), stderr: '' };
  const command = COMMANDS.find((one) => one.name === name);
  if (!command) {
    const names = COMMANDS.map((one) => one.name).join(', ');
    return { exitCode: 2, stdout: '', stderr: `'${name}' is not a command: use one of ${names}, or help\n` };
  }
  const { readConfig } = await import('../config.js');
  const { environment } = await import('../environment.js');
  const project = process.cwd();
  const here = process.env.INIT_CWD ?? project;
  process.chdir(here);
  return command.run(args, () => {
    process.chdir(project);
    const config = readConfig(environment(), []);
    process.chdir(here);
    return config;
  });
}

function refused(error: unknown): CommandResult {
  const { name, message, stack } = error as Error;
  const exitCode = name === 'ConfigError' ? 2 : 1;
  return { exitCode, stdout: '', stderr: `${['ConfigError', 'StartError', 'Refusal'].includes(name) ? message : stack}\n` };
}

function help(): string {
  const commands = COMMANDS.map(({ name, usage, summary, example }) => `  ${name} ${usage}\n      ${summary}, for example: ${example}\n`);
  return `${CALL} COMMAND …\n\n${commands.join('\n')}\nExit codes: 0 done, 1 failed, 2 asked wrongly, 3 an import whose faulty rows are listed; the reason is one sentence on stderr.\n`;
}
