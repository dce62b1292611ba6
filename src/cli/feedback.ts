import type { Config } from '../config.js';
import { formatLondon } from '../domain/time/london.js';
import { Feedback } from '../feedback/feedback.entity.js';
import { withServices } from './command-services.js';
import type { CommandResult } from './command.js';
import { refusedWith } from './refused.js';

/** `lsa feedback`: what people wrote about the service, the newest first, for an operator without a mail address for it. */
export async function feedbackCommand(args: string[], config: Config): Promise<CommandResult> {
  if (args.length > 0) return refusedWith('It takes no argument: feedback');
  return withServices(config, async ({ unitOfWork }) => {
    const all = await unitOfWork.run(({ manager }) => manager.find(Feedback, { order: { id: 'DESC' } }));
    const lines = all.map(({ words, reference, writtenAt }) => `${formatLondon(writtenAt).slice(0, 16)}${reference === null ? '' : ` about ${reference}`}\n${words}\n`);
    return { exitCode: 0, stdout: all.length === 0 ? 'Nobody has written anything yet.\n' : lines.join('\n'), stderr: '' };
  });
}
