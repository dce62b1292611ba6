import { readFile } from 'node:fs/promises';
import { afterAll, beforeAll, describe, expect, it } from '@jest/globals';
import { readApiDescription, type ApiDescription } from './support/api-description.js';
import { startTestApplication, type TestApplication } from './support/application.js';

let test: TestApplication;
let description: ApiDescription;
beforeAll(async () => {
  test = await startTestApplication();
  description = await readApiDescription(test);
});
afterAll(() => test.close());

describe('the description of the API', () => {
  it('is OpenAPI 3.1 and says how to sign in', () => {
    expect(description.document.openapi).toMatch(/^3\.1\./);
    expect(description.document.security).toEqual([{ bearer: [] }]);
    expect(description.document.components?.securitySchemes).toHaveProperty('bearer');
  });

  it('describes every route under /api/v1 that the router has, and no other', () => {
    const routed = test.routes.filter((route) => / \/api\/v1\//.test(route) && !route.startsWith('HEAD ')).map((route) => route.replace(/:(\w+)/g, '{$1}'));
    const described = description.operations.map(({ method, path }) => `${method} ${path}`);
    expect(described.sort()).toEqual(routed.sort());
  });

  it('names each operation once', () => {
    const ids = description.operations.map(({ id }) => id);
    expect(new Set(ids).size).toBe(ids.length);
    expect(ids.filter((id) => !/^[A-Z]\w+\.[a-z]\w+$/.test(id))).toEqual([]);
  });

  it('says of each operation what it does, what it answers and how it refuses', () => {
    for (const { path, method, id } of description.operations) {
      const operation = description.document.paths[path]?.[method.toLowerCase() as 'get'];
      expect([id, operation?.summary]).toEqual([id, expect.stringMatching(/^[A-Z].{10,}/)]);
      expect(Object.keys(operation?.responses ?? {})).toEqual(expect.arrayContaining(['400', '401', '403', '404', '409', '412', '422']));
      const done = Object.entries(operation?.responses ?? {}).filter(([status]) => status.startsWith('2'));
      // At once in one way, or later: what is large goes on in the background.
      const atOnce = done.filter(([status]) => status !== '202').length;
      expect([id, done.length > 0, atOnce <= 1]).toEqual([id, true, true]);
      for (const [status, response] of done) if (status !== '204') expect([id, JSON.stringify(response)]).toEqual([id, expect.stringContaining('#/components/schemas/')]);
    }
  });

  it('refers only to schemas that it has, each of them with a type for every field', () => {
    const { schemas = {} } = description.document.components ?? {};
    const text = JSON.stringify(description.document);
    const referred = [...text.matchAll(/"\$ref":"#\/components\/schemas\/([^"]*)"/g)].map(([, name]) => name);
    expect(referred.filter((name) => !(name !== undefined && name in schemas))).toEqual([]);
    const untyped = Object.entries(schemas).flatMap(([name, schema]) =>
      Object.entries('properties' in schema ? (schema.properties ?? {}) : {})
        .filter(([, field]) => !['type', '$ref', 'allOf', 'anyOf', 'oneOf'].some((key) => key in field))
        .map(([field]) => `${name}.${field}`),
    );
    expect(untyped).toEqual([]);
    expect(text).not.toContain('"nullable"');
  });

  it('is told the same way in docs/api.md, route by route', async () => {
    const page = await readFile('docs/api.md', 'utf8');
    const told = [...page.matchAll(/^\| `([A-Z]+ \/api\/v1\/[^`]+)` \|/gm)].map(([, route]) => route);
    expect(told.sort()).toEqual(description.operations.map(({ method, path }) => `${method} ${path}`).sort());
  });

  it('is open to strangers, since it says what exists and not who', async () => {
    const page = await test.get<string>(null, '/api');
    expect([page.status, page.body]).toEqual([200, expect.stringContaining('/api/v1/cases')]);
  });
});
