import { Controller, Get } from '@nestjs/common';
import { ApplicationReference } from './application-reference.js';
import { Allow } from '../allow.js';
import { page, type Page } from '../answers.js';
import { WebSettings } from '../web-settings.js';
import { openApiOf, operationsOf } from './openapi.js';

/** The API described: for programs at /api/openapi.json, for people at /api. Neither needs a sign-in: they say what exists, not who. */
@Controller('api')
export class ApiPages {
  private document: ReturnType<typeof openApiOf> | undefined;

  constructor(
    private readonly application: ApplicationReference,
    private readonly settings: WebSettings,
  ) {}

  @Get('openapi.json')
  @Allow.public()
  openApi() {
    return (this.document ??= openApiOf(this.application.get(), this.settings.publicUrl));
  }

  @Get()
  @Allow.public()
  overview(): Page {
    const document = this.openApi();
    const operations = operationsOf(document).map(({ path, method, operation }) => ({
      path,
      method: method.toUpperCase(),
      summary: operation.summary ?? '',
      description: operation.description ?? '',
      tag: operation.tags?.[0] ?? 'Other',
      parameters: (operation.parameters ?? []).filter((parameter) => 'name' in parameter),
      body: bodySchema(operation.requestBody),
    }));
    const tags = [...new Set(operations.map(({ tag }) => tag))].sort();
    return page('api/overview', { tags: tags.map((tag) => ({ tag, operations: operations.filter((operation) => operation.tag === tag) })), schemas: document.components?.schemas ?? {} });
  }
}

/** The name of the class that a body is of. */
function bodySchema(body: object | undefined): string | null {
  const found = /"#\/components\/schemas\/([^"]+)"/.exec(JSON.stringify(body ?? {}));
  return found?.[1] ?? null;
}
