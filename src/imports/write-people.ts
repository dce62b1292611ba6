import { NO_POST } from './people-layout.js';
import type { WriteContext } from './write-context.js';

/** Writes the people of the staged rows and their posts. */
export async function writePeople({ manager, today }: WriteContext): Promise<void> {
  await manager.query(
    `INSERT INTO person (name, email, phone, authority_code, provider_id)
     SELECT DISTINCT ON (email) name, email, max(phone) OVER (PARTITION BY email), organisation_authority, organisation_provider
     FROM import_row WHERE person_id IS NULL ORDER BY email, line`,
  );
  await manager.query(
    `UPDATE person p SET name = r.name, phone = coalesce(r.phone, p.phone) FROM import_row r
     WHERE p.id = r.person_id AND cardinality(r.person_fields) > 0`,
  );
  await manager.query('UPDATE import_row r SET person_id = p.id FROM person p WHERE r.person_id IS NULL AND p.email = r.email');
  await manager.query(
    `INSERT INTO post_holding (person_id, post, authority_code, provider_id, team, from_on, until_on)
     SELECT person_id, post, organisation_authority, organisation_provider, team, coalesce(from_on, least($1::date, until_on)), until_on
     FROM import_row WHERE holding_id IS NULL AND post <> '${NO_POST}' ORDER BY line`,
    [today],
  );
  await manager.query(
    `UPDATE post_holding h SET from_on = coalesce(r.from_on, h.from_on), until_on = coalesce(r.until_on, h.until_on)
     FROM import_row r WHERE h.id = r.holding_id AND cardinality(r.holding_fields) > 0`,
  );
}

/** Writes the providers of the staged rows. */
export async function writeProviders({ manager }: WriteContext): Promise<void> {
  await manager.query(
    `INSERT INTO provider (ukprn, name, type, authority_code)
     SELECT ukprn, name, type, authority_code FROM import_row WHERE provider_id IS NULL ORDER BY line`,
  );
  await manager.query(
    `UPDATE provider v SET name = r.name, type = r.type FROM import_row r
     WHERE v.id = r.provider_id AND cardinality(r.provider_fields) > 0`,
  );
}
