/** A reason not to start that a person can act on: its message is printed as it is, without a stack. Exit code 1. */
export class StartError extends Error {
  override readonly name = 'StartError';
}

/** Every fault of the configuration at once, one line each: variable, what is wrong, what to do. Exit code 2. */
export class ConfigError extends Error {
  override readonly name = 'ConfigError';

  constructor(readonly faults: readonly string[]) {
    super(faults.join('\n'));
  }
}
