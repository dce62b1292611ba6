import type { DataSource } from 'typeorm';
import type { Keys } from '../keys/key-file.js';
import { SealingSubscriber } from './sealing-subscriber.js';
import { keepVault, Vault } from './vault.js';

/** Gives a data source the installation's keys: from now on it seals what it writes and opens what it reads. */
export function useKeys(dataSource: DataSource, keys: Keys): DataSource {
  const vault = new Vault(keys);
  keepVault(dataSource, vault);
  const others = dataSource.subscribers.filter((one) => !(one instanceof SealingSubscriber));
  dataSource.subscribers.splice(0, dataSource.subscribers.length, ...others, new SealingSubscriber(vault));
  return dataSource;
}
