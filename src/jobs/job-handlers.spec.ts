import { expect, it } from '@jest/globals';
import { handle, handlerFaults } from './job-handlers.js';

const nothing = () => Promise.resolve();
const clock = { queue: 'clock', handlers: { 'run-clock': nothing } } as const;
const mail = { queue: 'mail', handlers: { 'send-message': nothing, 'sweep-messages': nothing } } as const;
const upkeep = { queue: 'upkeep', handlers: { 'derive-all': nothing, 'check-contacts': nothing, 'forget-expired': nothing, 'publish-figures': nothing } } as const;
const longWork = { queue: 'long-work', handlers: { 'do-long-work': nothing } } as const;
const audit = { queue: 'audit', handlers: { 'seal-audit': nothing } } as const;
const UPKEEP = Object.keys(upkeep.handlers);

it('finds nothing wrong when each job has one handler on its queue', () => {
  expect(handlerFaults([audit, clock, longWork, mail, upkeep])).toEqual([]);
});

it('finds a job without a handler, one with two, and one that is handled where it never comes', () => {
  expect(handlerFaults([audit, clock, longWork, mail])).toEqual(UPKEEP.map((job) => `${job} has 0 handlers on the queue upkeep`));
  expect(handlerFaults([audit, clock, longWork, mail, upkeep, upkeep])).toEqual(UPKEEP.map((job) => `${job} has 2 handlers on the queue upkeep`));
  expect(handlerFaults([audit, clock, longWork, mail, { queue: 'clock', handlers: upkeep.handlers }])).toEqual([
    ...UPKEEP.map((job) => `${job} has 0 handlers on the queue upkeep`),
    ...UPKEEP.map((job) => `${job} is handled on the queue clock, where it never comes`),
  ]);
});

it('refuses a job that it does not know', async () => {
  await expect(handle(clock.handlers, { name: 'send-parcel', data: {} })).rejects.toThrow('no handler for the job send-parcel');
});
