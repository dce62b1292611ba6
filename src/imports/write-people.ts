import { recordEach } from '../audit/record-each.js';
import { NO_POST } from './people-layout.js';
import type { WriteContext } from './write-context.js';

/** Writes the people of the staged rows and their posts, with the trail of both. */
export async function writePeople(context: WriteContext): Promise<void> {
  await writeTraced(
    context,
    `INSERT INTO person (name, email, phone, authority_code, provider_id)
     SELECT DISTINCT ON (email) name, email, max(phone) OVER (PARTITION BY email), organisation_authority, organisation_provider
     FROM import_row WHERE person_id IS NULL ORDER BY email, line
     RETURNING 'person.register' AS name, 'person' AS kind, id, '{}'::text[] AS fields`,
  );
  await writeTraced(
    context,
    `UPDATE person p SET name = r.name, phone = coalesce(r.phone, p.phone)
     FROM (SELECT person_id, max(name) AS name, max(phone) AS phone, array(SELECT DISTINCT unnest(person_fields) FROM import_row o WHERE o.person_id = i.person_id ORDER BY 1) AS fields FROM import_row i GROUP BY 1) r
     WHERE p.id = r.person_id AND cardinality(r.fields) > 0
     RETURNING 'person.change' AS name, 'person' AS kind, p.id, r.fields`,
  );
  await context.manager.query('UPDATE import_row r SET person_id = p.id FROM person p WHERE r.person_id IS NULL AND p.email = r.email');
  await writeTraced(
    context,
    `INSERT INTO post_holding (person_id, post, authority_code, provider_id, team, from_on, until_on, named_at)
     SELECT person_id, post, organisation_authority, organisation_provider, team, coalesce(from_on, least($6::date, until_on)), until_on, CASE WHEN $2::int IS NULL THEN NULL ELSE $1::timestamptz END
     FROM import_row WHERE holding_id IS NULL AND post <> '${NO_POST}' ORDER BY line
     RETURNING 'post.grant' AS name, 'post-holding' AS kind, id, '{}'::text[] AS fields`,
    [context.today],
  );
  await writeTraced(
    context,
    `UPDATE post_holding h SET from_on = coalesce(r.from_on, h.from_on), until_on = coalesce(r.until_on, h.until_on)
     FROM import_row r WHERE h.id = r.holding_id AND cardinality(r.holding_fields) > 0
     RETURNING CASE WHEN 'until_on' = ANY(r.holding_fields) THEN 'post.end' ELSE 'post.change' END AS name, 'post-holding' AS kind, h.id, r.holding_fields AS fields`,
  );
}

/** Writes the providers of the staged rows, with their trail. */
export async function writeProviders(context: WriteContext): Promise<void> {
  await writeTraced(
    context,
    `INSERT INTO provider (ukprn, name, type, authority_code)
     SELECT ukprn, name, type, authority_code FROM import_row WHERE provider_id IS NULL ORDER BY line
     RETURNING 'provider.register' AS name, 'provider' AS kind, id, '{}'::text[] AS fields`,
  );
  await writeTraced(
    context,
    `UPDATE provider v SET name = r.name, type = r.type FROM import_row r
     WHERE v.id = r.provider_id AND cardinality(r.provider_fields) > 0
     RETURNING 'provider.change' AS name, 'provider' AS kind, v.id, r.provider_fields AS fields`,
  );
}

/** One statement for rows and trail: an event for each row that `statement` (its parameters from $6 on) returns as name, kind, id, fields. */
async function writeTraced({ personId }: WriteContext, statement: string, parameters: readonly unknown[] = []): Promise<void> {
  await recordEach(
    personId,
    `written AS (${statement}), acts AS (SELECT id AS position, name, NULL::int AS case_id, kind || '-' || id AS subject, fields FROM written)`,
    parameters,
  );
}
