import { createRequire } from 'node:module';
import { dirname, join } from 'node:path';
import { fileURLToPath } from 'node:url';
import type { NestFastifyApplication } from '@nestjs/platform-fastify';
import nunjucks from 'nunjucks';
import { FILTERS } from './template-filters.js';

const require = createRequire(import.meta.url);
export const folderOf = (name: string) => dirname(require.resolve(`${name}/package.json`));
const VIEWS = fileURLToPath(new URL('../../views', import.meta.url));

/** Nunjucks over our views, `govuk/…` and `moj/…`; everything is escaped unless a template says otherwise. */
export function setUpTemplates(app: NestFastifyApplication): void {
  app.setViewEngine({
    engine: { nunjucks },
    templates: [VIEWS, join(folderOf('govuk-frontend'), 'dist'), folderOf('@ministryofjustice/frontend')],
    viewExt: 'njk',
    options: {
      autoescape: true,
      onConfigure: (environment: nunjucks.Environment) => {
        for (const [name, filter] of Object.entries(FILTERS)) environment.addFilter(name, filter);
      },
    },
  });
}
