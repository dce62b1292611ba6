import { Controller, Get, Param, Post } from '@nestjs/common';
import { UnitOfWork } from '../database/unit-of-work.js';
import { runningPlacements } from '../placements/placement-in.js';
import { page, redirect, type Page, type Redirect } from '../web/answers.js';
import { Allow } from '../web/allow.js';
import { CurrentActor } from '../web/current-actor.js';
import { instantParts } from '../web/date-parts.js';
import { JustAButton, submitForm, Submitted, type FormValues } from '../web/forms.js';
import { CaseReference, ParseId } from '../web/params.js';
import type { SignedIn } from '../web/visitor.js';
import { CaseViewService } from '../young-people/case-view.service.js';
import { found } from '../young-people/found.js';
import { dueInWords } from '../young-people/what-is-next.js';
import { RaiseEmergencyDto, RespondToEmergencyDto } from './emergencies.dto.js';
import { EmergenciesService } from './emergencies.service.js';

/** An emergency: whoever raises it, and whoever answers within 24 hours (KW8). */
@Controller('cases/:reference/emergencies')
export class EmergenciesPages {
  constructor(
    private readonly cases: CaseViewService,
    private readonly emergencies: EmergenciesService,
    private readonly unitOfWork: UnitOfWork,
  ) {}

  @Get('new') @Allow.signedIn()
  async ask(@CurrentActor() actor: SignedIn, @Param('reference', CaseReference) reference: string): Promise<Page> {
    const view = await this.cases.readCase(actor, reference);
    const responders = await this.emergencies.respondersNow(actor, reference);
    if ('limited' in view) {
      const placements = view.placements.filter(({ endedOn, mayRaise }) => endedOn === null && mayRaise).map(({ id, providerName }) => ({ id, text: providerName }));
      return page('emergencies/new-limited', { case: view, who: 'the young person', responders, placements, values: instantParts('raisedAt', await this.now()) });
    }
    const placements = runningPlacements(await this.cases.readCaseTo(actor, reference, 'emergency.raise'), 'emergency.raise').map(({ id, provider, course }) => ({ id, text: `${provider.name}, ${course}` }));
    return page('emergencies/new', { case: view, who: view.preferredName, responders, placements, values: instantParts('raisedAt', view.now) });
  }

  @Post('new') @Allow.signedIn()
  raise(@CurrentActor() actor: SignedIn, @Param('reference', CaseReference) reference: string, @Submitted() form: FormValues): Promise<Redirect | Page> {
    return submitForm(RaiseEmergencyDto, form, {
      work: async (input) => {
        const { id } = await this.emergencies.raiseEmergency(actor, reference, input);
        const view = await this.cases.readCase(actor, reference);
        if ('limited' in view) return redirect(`/cases/${reference}`, { title: 'The emergency is raised', text: 'The key worker is being told. A person must respond within 24 hours.' });
        const { duty } = await this.emergency(actor, reference, id);
        const text = `The key worker is being told. A person must respond ${duty ? dueInWords(duty) : 'within 24 hours'}.`;
        return redirect(`/cases/${reference}/emergencies/${id}`, { title: 'The emergency is raised', text });
      },
      again: () => this.ask(actor, reference),
    });
  }

  @Get(':id') @Allow.signedIn()
  async show(@CurrentActor() actor: SignedIn, @Param('reference', CaseReference) reference: string, @Param('id', ParseId) id: number): Promise<Page> {
    const model = await this.emergency(actor, reference, id);
    return page('emergencies/show', { ...model, values: instantParts('respondedAt', model.case.now) });
  }

  @Post(':id') @Allow.signedIn()
  respond(
    @CurrentActor() actor: SignedIn,
    @Param('reference', CaseReference) reference: string,
    @Param('id', ParseId) id: number,
    @Submitted() form: FormValues,
  ): Promise<Redirect | Page> {
    return submitForm(RespondToEmergencyDto, form, {
      work: async (input) => {
        await this.emergencies.respondToEmergency(actor, reference, id, input);
        const { duty } = await this.emergency(actor, reference, id);
        const text = duty?.late ? 'It came after the 24 hours, and that stays on record. The reminders stop.' : 'It came in time. The reminders stop.';
        return redirect(`/cases/${reference}/emergencies/${id}`, { title: 'Your response is recorded', text });
      },
      again: () => this.show(actor, reference, id),
    });
  }

  @Post(':id/acknowledgement') @Allow.signedIn()
  acknowledge(
    @CurrentActor() actor: SignedIn,
    @Param('reference', CaseReference) reference: string,
    @Param('id', ParseId) id: number,
    @Submitted() form: FormValues,
  ): Promise<Redirect | Page> {
    return submitForm(JustAButton, form, {
      work: async () => {
        await this.emergencies.acknowledgeEmergency(actor, reference, id);
        const { duty } = await this.emergency(actor, reference, id);
        const text = `Everyone in the case sees that you have it in hand. Your answer is still due ${duty ? dueInWords(duty) : 'within 24 hours'}.`;
        return redirect(`/cases/${reference}/emergencies/${id}`, { title: 'You have taken it in hand', text });
      },
      again: () => this.show(actor, reference, id),
    });
  }

  private now(): Promise<Date> {
    return this.unitOfWork.run(async ({ now }) => now);
  }

  private async emergency(actor: SignedIn, reference: string, id: number) {
    const view = await this.cases.readCaseTo(actor, reference, 'case.read');
    const emergency = found(view.emergencies, id, 'emergency');
    return {
      case: view,
      emergency,
      responders: emergency.respondedAt ? null : await this.emergencies.respondersNow(actor, reference),
      placement: view.placements.find((one) => one.id === emergency.placementId) ?? null,
      duty: view.duties.find(({ key }) => key === `KW8/emergency-${id}`),
      mayAcknowledge: view.allowed.includes('emergency.acknowledge') && !emergency.acknowledgedAt && !emergency.respondedAt,
      mayRespond: view.allowed.includes('emergency.respond'),
    };
  }
}
