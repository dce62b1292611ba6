import type { EntityMetadata, EntitySubscriberInterface, InsertEvent, LoadEvent, ObjectLiteral, QueryRunner, TransactionRollbackEvent, TransactionCommitEvent, UpdateEvent } from 'typeorm';
import { isEmpty, sealedTable, type SealedTableName } from './sealed-columns.js';
import { newRowIds, openRows, sealRows } from './seal-rows.js';
import type { Vault } from './vault.js';

/**
 * Entities say what people wrote, tables keep it sealed: what is saved through TypeORM is sealed on its way in, what is loaded is
 * opened, whoever does it. A statement of one's own goes by `sealRows` and `sealed`.
 */
export class SealingSubscriber implements EntitySubscriberInterface<ObjectLiteral> {
  /** What entities said that are being written just now. */
  private readonly said = new WeakMap<QueryRunner, Map<ObjectLiteral, ObjectLiteral>>();

  constructor(private readonly vault: Vault) {}

  async afterLoad(entity: ObjectLiteral, event?: LoadEvent<ObjectLiteral>): Promise<void> {
    const table = event && tableOf(event.metadata);
    if (!table) return;
    const [row] = await openRows(event.manager, table, [rowOf(event.metadata, entity)]);
    if (row) setColumns(event.metadata, entity, row, sealedNames(table));
  }

  async beforeInsert({ entity, metadata, manager, queryRunner }: InsertEvent<ObjectLiteral>): Promise<void> {
    const table = tableOf(metadata);
    if (!table) return;
    const names = sealedNames(table).filter((name) => !isEmpty(rowOf(metadata, entity)[name]));
    if (names.length === 0) return;
    if (entity.id === undefined || entity.id === null) [entity.id] = await newRowIds(manager, table, 1);
    const [row] = await sealRows(manager, table, [rowOf(metadata, entity)]);
    if (row) this.write(queryRunner, metadata, entity, row, names);
  }

  async beforeUpdate({ entity, databaseEntity, metadata, manager, queryRunner }: UpdateEvent<ObjectLiteral>): Promise<void> {
    const table = tableOf(metadata);
    if (!table || !entity) return;
    const before = databaseEntity as ObjectLiteral | undefined;
    const [now, then] = [rowOf(metadata, entity), before && rowOf(metadata, before)];
    const names = sealedNames(table).filter((name) => now[name] !== undefined && (then === undefined ? !isEmpty(now[name]) : JSON.stringify(now[name]) !== JSON.stringify(then[name])));
    if (names.length === 0) return;
    if (!then) throw new Error(`update ${table} with save: what is sealed is bound to its row`);
    const changed = Object.fromEntries(names.map((name) => [name, now[name]]));
    const [row] = await sealRows(manager, table, [{ ...then, ...Object.fromEntries(sealedNames(table).map((name) => [name, undefined])), ...changed }]);
    if (row) this.write(queryRunner, metadata, entity, row, names);
  }

  afterInsert({ entity, metadata, queryRunner }: InsertEvent<ObjectLiteral>): void {
    this.sayAgain(queryRunner, metadata, entity);
  }

  afterUpdate({ entity, metadata, queryRunner }: UpdateEvent<ObjectLiteral>): void {
    if (entity) this.sayAgain(queryRunner, metadata, entity);
  }

  afterTransactionCommit({ queryRunner }: TransactionCommitEvent): void {
    this.vault.forget(queryRunner);
  }

  /** What was being written when it failed may be written again. */
  afterTransactionRollback({ queryRunner }: TransactionRollbackEvent): void {
    this.vault.forget(queryRunner);
    for (const [entity, said] of this.said.get(queryRunner) ?? []) Object.assign(entity, said);
    this.said.delete(queryRunner);
  }

  private write(queryRunner: QueryRunner, metadata: EntityMetadata, entity: ObjectLiteral, row: ObjectLiteral, names: string[]): void {
    const said = Object.fromEntries(names.map((name) => [propertyOf(metadata, name), entity[propertyOf(metadata, name)]]));
    const writing = this.said.get(queryRunner) ?? new Map<ObjectLiteral, ObjectLiteral>();
    this.said.set(queryRunner, writing.set(entity, said));
    setColumns(metadata, entity, row, names);
    for (const name of names.map((one) => `${one}_hash`)) if (metadata.findColumnWithDatabaseName(name)) entity[propertyOf(metadata, name)] = bytesOf(row[name]);
  }

  private sayAgain(queryRunner: QueryRunner, metadata: EntityMetadata, entity: ObjectLiteral): void {
    const said = this.said.get(queryRunner)?.get(entity);
    if (!said) return;
    Object.assign(entity, said);
    for (const { databaseName, propertyName } of metadata.columns) if (databaseName.endsWith('_hash') && tableOf(metadata)) delete entity[propertyName];
    this.said.get(queryRunner)?.delete(entity);
  }
}

const tableOf = ({ tableName }: EntityMetadata): SealedTableName | undefined => (sealedTable(tableName) ? (tableName as SealedTableName) : undefined);
const sealedNames = (table: SealedTableName): string[] => Object.keys(sealedTable(table)?.columns ?? {});
const propertyOf = (metadata: EntityMetadata, name: string): string => metadata.findColumnWithDatabaseName(name)?.propertyName ?? name;
const bytesOf = (hex: unknown): Buffer | null => (typeof hex === 'string' ? Buffer.from(hex.slice(2), 'hex') : null);

/** An entity by the names of its columns. */
const rowOf = (metadata: EntityMetadata, entity: ObjectLiteral): ObjectLiteral => Object.fromEntries(metadata.columns.map(({ databaseName, propertyName }) => [databaseName, entity[propertyName]]));

function setColumns(metadata: EntityMetadata, entity: ObjectLiteral, row: ObjectLiteral, names: string[]): void {
  for (const name of names) if (row[name] !== undefined) entity[propertyOf(metadata, name)] = row[name];
}
