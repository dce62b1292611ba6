// npm run --silent lsa -- COMMAND …: the command line, built first where it has to be.
import { build } from './build.js';

// Where the person stands: file names are read from there. npm says it, having gone to the project's folder itself.
process.env.INIT_CWD ??= process.cwd();
await build();
await import('../dist/cli/main.js');
