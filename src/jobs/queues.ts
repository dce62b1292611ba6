/** Each job, and the queue it goes through. A queue's jobs wait for each other; queues do not. */
export const JOBS = {
  /** Writes to the ledger what is due, and makes messages of it. */
  'run-clock': 'clock',
  /** Sends the one message whose id it carries. */
  'send-message': 'mail',
  /** Finds messages whose job was lost, whose sender died or whose next attempt is due. */
  'sweep-messages': 'mail',
  /** Derives every duty anew. */
  'derive-all': 'upkeep',
  /** Does the long work that waits. */
  'do-long-work': 'long-work',
  /** Finds contacts that cannot be reached. */
  'check-contacts': 'upkeep',
  /** Seals what is new in the trail. */
  'seal-audit': 'audit',
  /** Deletes what was kept for a while and whose time is over. */
  'forget-expired': 'upkeep',
  /** Makes the figures of a term that has ended. */
  'publish-figures': 'upkeep',
} as const;

export type JobName = keyof typeof JOBS;
export type QueueName = (typeof JOBS)[JobName];

export const QUEUES: QueueName[] = [...new Set(Object.values(JOBS))];

/** What a job may carry: ids. */
export interface JobData {
  id?: number;
}
