import { AuditService } from '../../src/audit/audit.service.js';
import { transaction } from '../../src/database/unit-of-work.js';
import type { TestApplication } from './application.js';

/** Two ways in which a piece of work goes wrong where its trace is written: the row cannot be written; a statement beside it fails, and whoever sent it says nothing. */
export type Breakage = 'no room for the trail' | 'a failure that nobody notices';
export const BREAKAGES: readonly Breakage[] = ['no room for the trail', 'a failure that nobody notices'];

/** Prepares both; answers how something is done while one of them is so. */
export async function breakable(test: TestApplication): Promise<<T>(breakage: Breakage, work: () => Promise<T>) => Promise<T>> {
  const { operator, app } = test;
  await operator.query(`CREATE FUNCTION full_disk() RETURNS trigger LANGUAGE plpgsql AS $$ BEGIN RAISE EXCEPTION 'no space left'; END $$;
    CREATE TRIGGER full_disk BEFORE INSERT ON audit_event FOR EACH ROW EXECUTE FUNCTION full_disk(); ALTER TABLE audit_event DISABLE TRIGGER full_disk`);
  const audit = app.get(AuditService);
  const failing = <A extends unknown[]>(write: (...args: A) => Promise<void>) => (...args: A) => write(...args).then(() => transaction().manager.query('SELECT 1 / 0')).catch(() => undefined);
  const [record, recordList] = [failing(audit.record.bind(audit)), failing(audit.recordList.bind(audit))];
  return async (breakage, work) => {
    if (breakage === 'no room for the trail') await operator.query('ALTER TABLE audit_event ENABLE TRIGGER full_disk');
    else Object.assign(audit, { record, recordList });
    try {
      return await work();
    } finally {
      if (breakage === 'no room for the trail') await operator.query('ALTER TABLE audit_event DISABLE TRIGGER full_disk');
      else for (const name of ['record', 'recordList']) Reflect.deleteProperty(audit, name);
    }
  };
}
