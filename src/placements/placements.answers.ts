import { ENDINGS } from '../domain/agreement/facts.js';
import { PROVIDER_TYPES } from '../organisations/provider.entity.js';
import { PlanAnswer } from '../plans/plans.answers.js';
import { ReviewAnswer } from '../reviews/reviews.answers.js';
import { Shows } from '../web/api/shows.js';
import { ContactAnswer } from '../young-people/contact.answers.js';

export class PlacementProviderAnswer {
  @Shows.id() id: number;
  @Shows.text() name: string;
  @Shows.choice(Object.keys(PROVIDER_TYPES)) type: string;
  @Shows.text({ of: 'the authority in whose area it is' }) authorityName: string;
}

export class BreachReasonAnswer {
  @Shows.text() code: string;
  @Shows.text() sentence: string;
}

export class EndingAnswer {
  @Shows.id() id: number;
  @Shows.choice(Object.keys(ENDINGS), { nullable: true, of: "null where it is another provider's placement, which you do not read" }) kind: string | null;
  @Shows.date() endedOn: string;
  @Shows.text({ nullable: true }) reason: string | null;
  @Shows.flag({ of: 'whether you may correct it or take it back' }) mayCorrect: boolean;
  @Shows.flag({ of: 'whether the provider ended it without the procedure (EP12)' }) breach: boolean;
  @Shows.many(() => BreachReasonAnswer) breachReasons: BreachReasonAnswer[];
}

export class PlacementAgreementAnswer {
  @Shows.text({ of: 'whose Virtual School signed' }) authorityName: string;
  @Shows.date() signedOn: string;
  @Shows.date({ nullable: true, of: 'its last day' }) endedOn: string | null;
  @Shows.flag() inForceNow: boolean;
  @Shows.flag({ of: 'whether it was in force when the placement was agreed' }) madeUnder: boolean;
}

export class PlacementAnswer {
  @Shows.id() id: number;
  @Shows.one(() => PlacementProviderAnswer) provider: PlacementProviderAnswer;
  @Shows.text() course: string;
  @Shows.number({ of: '0 (entry) to 8' }) level: number;
  @Shows.date() agreedOn: string;
  @Shows.date() startsOn: string;
  @Shows.date({ nullable: true }) endsOn: string | null;
  @Shows.one(() => EndingAnswer, { nullable: true }) ending: EndingAnswer | null;
  @Shows.many(() => PlacementAgreementAnswer, { of: "the provider's agreements in force now, or when the placement was agreed" }) agreements: PlacementAgreementAnswer[];
  @Shows.many(() => ContactAnswer) designatedPeople: ContactAnswer[];
  @Shows.many(() => PlanAnswer, { of: 'the newest first' }) plans: PlanAnswer[];
  @Shows.many(() => ReviewAnswer, { of: 'the newest first' }) reviews: ReviewAnswer[];
  @Shows.flag({ of: 'whether you may correct it or take it back' }) mayCorrect: boolean;
  @Shows.texts({ of: "what you may do about it; nothing where it is another provider's, of which you see neither plans nor reviews" }) allowed: string[];
}

export class EndingBlockersAnswer {
  @Shows.many(() => BreachReasonAnswer, { of: 'what an ending by the provider on that day would lack; none where the procedure was followed' }) items: BreachReasonAnswer[];
  @Shows.number() total: number;
  @Shows.text({ nullable: true }) after: null;
}
