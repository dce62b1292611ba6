import { Injectable, type OnModuleDestroy } from '@nestjs/common';
import { Clock } from '../clock.js';
import { asSystem } from '../database/identity.js';
import { outsideTransaction, UnitOfWork } from '../database/unit-of-work.js';
import { Refusal } from '../errors.js';
import { hashSecret } from '../sign-in/secrets.js';
import { SessionsService } from '../sign-in/sessions.service.js';
import { SignInAttempts } from '../sign-in/sign-in-attempts.service.js';
import { hashOfCode, useEntry, type Entrant } from './entry-links.js';
import { plainContact } from './entry-secrets.js';
import { EntryWays } from './entry-ways.service.js';

/** One sentence for a link that is used, over, or was never given. */
const linkOver = () => new Refusal(422, 'LINK_OVER', 'This link does not work any more. A link works once, for 10 minutes. Ask for a new one.');

/** One sentence for every failure: it tells nobody who has pages here. */
const wrongCode = () =>
  new Refusal(422, 'WRONG_CODE', 'That did not work. Check both, or ask for a new code.', [{ code: 'WRONG_CODE', field: 'code', sentence: 'That did not work. Check both, or ask for a new code.' }]);

/** How a young person comes in: by a link that is mailed to them, or by a code that somebody reads out. */
@Injectable()
export class EntryService implements OnModuleDestroy {
  private readonly underWay = new Set<Promise<void>>();

  constructor(
    private readonly unitOfWork: UnitOfWork,
    private readonly clock: Clock,
    private readonly attempts: SignInAttempts,
    private readonly sessions: SessionsService,
    private readonly ways: EntryWays,
  ) {}

  /**
   * Asks for a link by e-mail address. Nothing of the answer, nor how long it takes, tells whether anybody has it: whether they do is
   * looked up after it was given. Errors: TOO_MANY (429) for this address, or from this network address.
   */
  async askForLink(typed: string, address: string): Promise<void> {
    const contact = plainContact(typed);
    await this.attempts.count({ address, link: contact }, 'tries');
    const work = new Promise((begin) => void setImmediate(begin)).then(() => asSystem(() => outsideTransaction(() => this.ways.mailLink(contact))));
    const ended: Promise<void> = work.finally(() => this.underWay.delete(ended));
    this.underWay.add(ended);
  }

  /** Uses a link and answers the new session's secret. Errors: LINK_OVER (422). */
  async useLink(secret: string): Promise<string> {
    return this.unitOfWork.runIn('door', async () => {
      const entrant = await useEntry('link', hashSecret(secret), this.clock.realNow());
      if (!entrant) throw linkOver();
      return this.letIn(entrant);
    });
  }

  /** Comes in by a code, with the e-mail address or the mobile number it was shown for. Errors: WRONG_CODE (422), TOO_MANY (429). */
  async useCode(typed: string, code: string, address: string): Promise<string> {
    const contact = plainContact(typed);
    await this.attempts.count({ address, code: contact }, 'tries');
    const person = await this.ways.find(contact);
    const secret = await this.unitOfWork.runIn('door', async () => {
      const entrant = person && (await useEntry('code', hashOfCode(person.personId, code), this.clock.realNow()));
      if (!entrant) return null;
      await this.attempts.forget('code', contact, address);
      return this.letIn(entrant);
    });
    if (secret !== null) return secret;
    await this.ways.refused(person?.personId ?? null);
    throw wrongCode();
  }

  /** Until every mail that was asked for is on its way. */
  async settled(): Promise<void> {
    await Promise.all(this.underWay);
  }

  async onModuleDestroy(): Promise<void> {
    await this.settled();
  }

  private async letIn({ personId }: Entrant): Promise<string> {
    await this.ways.cameIn(personId);
    return this.sessions.start(personId, 'link');
  }
}
