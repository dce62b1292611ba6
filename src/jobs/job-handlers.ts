import { asSystem } from '../database/identity.js';
import { JOBS, type JobData, type JobName, type QueueName } from './queues.js';

/** What a processor does for each job of its queue. */
export type JobHandlers = Partial<Record<JobName, (data: JobData) => Promise<void>>>;

/** Does the job that came out of a queue, as the system. */
export async function handle(handlers: JobHandlers, job: { name: string; data: JobData }): Promise<void> {
  const handler = handlers[job.name as JobName];
  if (!handler) throw new Error(`no handler for the job ${job.name}`);
  await asSystem(() => handler(job.data));
}

/** What is wrong between the jobs and their handlers: a job that no processor of its queue handles, or that several do. Empty means all is well. */
export function handlerFaults(processors: readonly { queue: QueueName; handlers: JobHandlers }[]): string[] {
  const faults = (Object.keys(JOBS) as JobName[]).flatMap((name) => {
    const count = processors.filter(({ queue, handlers }) => queue === JOBS[name] && handlers[name]).length;
    return count === 1 ? [] : [`${name} has ${count} handlers on the queue ${JOBS[name]}`];
  });
  const strays = processors.flatMap(({ queue, handlers }) =>
    (Object.keys(handlers) as JobName[]).filter((name) => JOBS[name] !== queue).map((name) => `${name} is handled on the queue ${queue}, where it never comes`),
  );
  return [...faults, ...strays];
}
