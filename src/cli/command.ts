import type { Config } from '../config.js';

/** What a command answers: its exit code (0 done, 1 failed, 2 asked wrongly) and its output. */
export interface CommandResult {
  readonly exitCode: number;
  readonly stdout: string;
  readonly stderr: string;
}

export interface Command {
  name: string;
  summary: string;
  /** What follows the command's name; the example is a whole command. */
  usage: string;
  example: string;
  /** Loads the command's own module only when it is used, so that questions to the law answer at once. */
  run(args: string[], config: () => Config): CommandResult | Promise<CommandResult>;
}
