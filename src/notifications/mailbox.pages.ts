import { Controller, Get, Param, Query } from '@nestjs/common';
import { notFound } from '../errors.js';
import { PatternField, TextField } from '../validation.js';
import { Allow } from '../web/allow.js';
import { page } from '../web/answers.js';
import { hrefWith } from '../web/links.js';
import { ParseId } from '../web/params.js';
import { MailboxService } from './mailbox.service.js';

const LINES = 25;

class MailboxQuery {
  @TextField({ description: 'address', max: 200, optional: true }) to?: string;
  @TextField({ description: 'case', max: 20, optional: true }) case?: string;
  @PatternField(/^\d{1,9}$/, '120', { description: 'where the page begins', optional: true }) before?: string;
}

/** Every mail that a training installation has sent or would have sent. */
@Controller('training/mailbox')
export class MailboxPages {
  constructor(private readonly mailbox: MailboxService) {}

  @Get()
  @Allow.training()
  async list(@Query() query: MailboxQuery) {
    const filters = { to: query.to, case: query.case };
    const before = query.before === undefined ? undefined : Number(query.before);
    const { messages, next } = await this.mailbox.list({ before, limit: LINES, ...filters });
    const chipItems = Object.entries(filters).flatMap(([name, text]) => (text ? [{ text, href: hrefWith('/training/mailbox', filters, { [name]: null }) }] : []));
    return page('training/mailbox', {
      messages,
      filters,
      chipItems,
      nextHref: next && hrefWith('/training/mailbox', filters, { before: String(next) }),
      firstHref: query.before ? hrefWith('/training/mailbox', filters) : null,
    });
  }

  @Get(':id')
  @Allow.training()
  async show(@Param('id', ParseId) id: number) {
    const message = await this.mailbox.message(id);
    if (!message) throw notFound('mail');
    return page('training/mail', { message });
  }
}
