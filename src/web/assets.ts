import { createHash } from 'node:crypto';
import { readdirSync, readFileSync } from 'node:fs';
import { join } from 'node:path';
import { fileURLToPath } from 'node:url';
import type { NestFastifyApplication } from '@nestjs/platform-fastify';
import { folderOf } from './templates.js';
import { encodingFor, ENCODINGS, type Encoding } from './zipped.js';

const OWN = fileURLToPath(new URL('../../public', import.meta.url));
const GOVUK = join(folderOf('govuk-frontend'), 'dist/govuk');
const MOJ = join(folderOf('@ministryofjustice/frontend'), 'moj');

interface Asset {
  type: string;
  plain: Buffer;
  /** As it was asked for so far: the best of them takes half a second, which no start-up waits for. */
  zipped: Map<Encoding, Promise<Buffer>>;
}

/** Where the layout finds styles and scripts. The version changes with their content, so they may be kept for a year. */
const ASSETS = readAssets();
export const ASSET_PATH = `/assets/${ASSETS.version}`;

/** Serves what the pages need from memory, without a sign-in, outside of Nest's routes. */
export function setUpAssets(app: NestFastifyApplication): void {
  const server = app.getHttpAdapter().getInstance();
  const serve = (folder: string, files: Map<string, Asset>, keep: string) =>
    server.get<{ Params: { name: string } }>(`${folder}/:name`, async (request, reply) => {
      const asset = files.get(request.params.name);
      if (!asset) return reply.callNotFound();
      // A picture is as small as it gets.
      const encoding = asset.type.startsWith('image/jpeg') ? null : encodingFor(request, ['br', 'gzip']);
      void reply.header('cache-control', keep).header('vary', 'Accept-Encoding').type(asset.type);
      return encoding === null ? asset.plain : reply.header('content-encoding', encoding).send(await zippedOnce(asset, encoding));
    });
  serve(ASSET_PATH, ASSETS.files, 'public, max-age=31536000, immutable');
  serve('/assets/help', pictures(), 'public, max-age=86400');
  // The stylesheet names the icons by this path.
  serve('/assets/images', icons(), 'public, max-age=86400');
}

/** Of the help pages. */
function pictures(): Map<string, Asset> {
  const folder = join(OWN, 'help');
  return new Map(readdirSync(folder).map((name) => [name, { type: 'image/jpeg', plain: readFileSync(join(folder, name)), zipped: new Map() }]));
}

function icons(): Map<string, Asset> {
  const folder = join(MOJ, 'assets/images');
  const names = readdirSync(folder).filter((name) => /^icon-.*\.svg$/.test(name));
  return new Map(names.map((name) => [name, asset('image/svg+xml; charset=utf-8', read(folder, name))]));
}

function readAssets(): { version: string; files: Map<string, Asset> } {
  const css = [withoutForeignFonts(read(GOVUK, 'govuk-frontend.min.css')), withoutForeignFonts(read(MOJ, 'moj-frontend.min.css')), read(OWN, 'learner-support.css'), read(OWN, 'pages.css'), read(OWN, 'own-pages.css')];
  const files = new Map([
    ['learner-support.css', asset('text/css; charset=utf-8', css.join('\n'))],
    ['learner-support.js', asset('text/javascript; charset=utf-8', read(OWN, 'learner-support.js'))],
    ['drafts.js', asset('text/javascript; charset=utf-8', read(OWN, 'drafts.js'))],
    ['progress.js', asset('text/javascript; charset=utf-8', read(OWN, 'progress.js'))],
    ['passkeys.js', asset('text/javascript; charset=utf-8', read(OWN, 'passkeys.js'))],
    ['quick-exit.js', asset('text/javascript; charset=utf-8', read(OWN, 'quick-exit.js'))],
    ['govuk-frontend.js', asset('text/javascript; charset=utf-8', withoutMap(read(GOVUK, 'govuk-frontend.min.js')))],
    ['favicon.svg', asset('image/svg+xml; charset=utf-8', read(OWN, 'favicon.svg'))],
  ]);
  const hash = createHash('sha256');
  for (const { plain } of files.values()) hash.update(plain);
  return { version: hash.digest('hex').slice(0, 12), files };
}

function read(folder: string, name: string): string {
  return readFileSync(join(folder, name), 'utf8');
}

function asset(type: string, text: string): Asset {
  return { type, plain: Buffer.from(text), zipped: new Map() };
}

function zippedOnce({ plain, zipped }: Asset, encoding: Encoding): Promise<Buffer> {
  const made = zipped.get(encoding) ?? ENCODINGS[encoding](plain);
  zipped.set(encoding, made);
  return made;
}

/** GDS Transport is licensed for gov.uk alone: its files are not served, nor is it asked for by name. */
function withoutForeignFonts(css: string): string {
  return withoutMap(css).replace(/@font-face\{[^}]*\}/g, '').replace(/GDS Transport,arial,sans-serif/g, '"Helvetica Neue",Arial,sans-serif');
}

/** The maps are not served; browsers' tools would ask for them. */
function withoutMap(text: string): string {
  return text.replace(/\n?\/[/*]# sourceMappingURL=\S+( \*\/)?/g, '');
}
