import type { Config } from '../config.js';
import type { Calendar } from '../domain/time/working-days.js';
import type { Command } from './command.js';

const calendar = async (config: () => Config): Promise<Calendar> => (await import('./calendar-of.js')).calendarOf(config());

/** Everything the command line can do. */
export const COMMANDS: readonly Command[] = [
  {
    name: 'explain',
    summary: 'when a duty under a clause is due, and why',
    usage: 'CLAUSE FACT=VALUE …',
    example: 'explain KW3 startsOn=2026-10-01',
    run: async (args, config) => (await import('./explain.js')).explainCommand(args, await calendar(config)),
  },
  {
    name: 'working-day',
    summary: 'the day that many working days after or before a date',
    usage: 'DATE NUMBER',
    example: 'working-day 2026-12-23 5',
    run: async (args, config) => (await import('./working-day.js')).workingDayCommand(args, await calendar(config)),
  },
  {
    name: 'derive',
    summary: 'all duties of a case that a JSON file describes',
    usage: 'FILE --now INSTANT',
    example: 'derive facts.json --now 2026-10-20T09:00:00Z',
    run: async (args, config) => (await import('./derive.js')).deriveCommand(args, await calendar(config)),
  },
  {
    name: 'import',
    summary: 'load providers, people, young people or placements from a file (docs/imports.md)',
    usage: 'providers|people|young-people|placements FILE [--dry-run] [--all-or-nothing]',
    example: 'import young-people roster.csv',
    run: async (args, config) => (await import('./import.js')).importCommand(args, config()),
  },
  {
    name: 'sign-in',
    summary: 'give an imported person a new password, or an API token, shown once',
    usage: 'EMAIL [--forget-factors | --token NAME]',
    example: 'sign-in r.ashby@birmingham.example',
    run: async (args, config) => (await import('./sign-in.js')).signInCommand(args, config()),
  },
  {
    name: 'first-administrator',
    summary: 'name the first administrator of an organisation, with a first sign-in, shown once',
    usage: 'EMAIL --authority CODE|--provider UKPRN --name NAME',
    example: 'first-administrator a.idle@birmingham.example --authority E08000025 --name "Ann Idle"',
    run: async (args, config) => (await import('./first-administrator.js')).firstAdministratorCommand(args, config()),
  },
  {
    name: 'feedback',
    summary: 'what people wrote about the service, the newest first',
    usage: '',
    example: 'feedback',
    run: async (args, config) => (await import('./feedback.js')).feedbackCommand(args, config()),
  },
  {
    name: 'rescue',
    summary: "give somebody a password for one hour while their organisation's own sign-in is out of order",
    usage: 'EMAIL',
    example: 'rescue r.ashby@birmingham.example',
    run: async (args, config) => (await import('./rescue.js')).rescueCommand(args, config()),
  },
  {
    name: 'single-sign-on',
    summary: "let an organisation's people sign in with its own OpenID provider (docs/operating.md)",
    usage: 'set --authority CODE|--provider UKPRN --issuer URL --client-id ID [--domains LIST] [--passes-through LIST] [--passwords-too] | list | on NUMBER | off NUMBER',
    example: 'single-sign-on set --authority E08000025 --issuer https://login.example/tenant --client-id learner-support',
    run: async (args, config) => (await import('./single-sign-on.js')).singleSignOnCommand(args, config()),
  },
  {
    name: 'invite',
    summary: 'invite an imported person by e-mail to choose a password, or print the link',
    usage: 'EMAIL [--print]',
    example: 'invite r.ashby@birmingham.example',
    run: async (args, config) => (await import('./invite.js')).inviteCommand(args, config()),
  },
  {
    name: 'sample',
    summary: 'make the sample region in a training installation',
    usage: '[--young-people NUMBER]',
    example: 'sample --young-people 2000',
    run: async (args, config) => (await import('./sample.js')).sampleCommand(args, config()),
  },
  {
    name: 'keys',
    summary: 'make the file of keys, see and rotate the wrapping keys, erase the texts of a case for good (docs/operating.md)',
    usage: 'make FILE | status | rotate [--new-key] | drop ID | shred CASE-REFERENCE --reason TEXT',
    example: 'keys rotate --new-key',
    run: async (args, config) => (await import('./keys.js')).keysCommand(args, config),
  },
  {
    name: 'own-file',
    summary: 'everything that is held about one young person, as two files: to read, and for programs (docs/security.md)',
    usage: 'CASE-REFERENCE --reason TEXT --out FILE',
    example: 'own-file LS-7K2QF9 --reason "Asked by letter, identity checked" --out own-file',
    run: async (args, config) => (await import('./own-file.js')).ownFileCommand(args, config),
  },
  {
    name: 'audit',
    summary: 'find what was done to the trail of who did what, or say where it stands',
    usage: 'verify [--witness FILE|HASH …] [--key FILE …] | head',
    example: 'audit verify --witness kept-mails.txt',
    run: async (args, config) => (await import('./audit.js')).auditCommand(args, config()),
  },
];
