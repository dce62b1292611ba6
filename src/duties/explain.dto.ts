import { FACT_NAMES } from '../domain/agreement/explain.js';
import { TextField } from '../validation.js';
import { Shows } from '../web/api/shows.js';

const fact = (name: (typeof FACT_NAMES)[number]) => TextField({ description: name, max: 100, optional: true });

export class ExplainQuery {
  @TextField({ description: 'clause', max: 20, optional: true }) clause?: string;
  @fact('startsOn') startsOn?: string;
  @fact('startedOn') startedOn?: string;
  @fact('endsOn') endsOn?: string;
  @fact('lastMetOn') lastMetOn?: string;
  @fact('occurredAt') occurredAt?: string;
  @fact('raisedAt') raisedAt?: string;
  @fact('bornOn') bornOn?: string;
  @fact('vacantOn') vacantOn?: string;
  @fact('changedOn') changedOn?: string;
  @fact('recordedOn') recordedOn?: string;
  @fact('raisedOn') raisedOn?: string;
  @fact('meetingAskedOn') meetingAskedOn?: string;
  @fact('dayInMonth') dayInMonth?: string;
  @fact('dayInTerm') dayInTerm?: string;
  @fact('dayInYear') dayInYear?: string;
  @fact('signedOn') signedOn?: string;
  @fact('joinedOn') joinedOn?: string;
  @fact('reviewedOn') reviewedOn?: string;
  @fact('checkedOn') checkedOn?: string;
  @fact('statusOn') statusOn?: string;
  @fact('leftOn') leftOn?: string;
}

class PreferredAnswer {
  @Shows.date() from: string;
  @Shows.date() to: string;
}

export class ExplanationAnswer {
  @Shows.text() clause: string;
  @Shows.maybe.text({ of: "the clause that keeps the other half of a joint duty" }) sameAs?: string;
  @Shows.maybe.date({ nullable: true, of: 'the last day of a day deadline; null where it is not known' }) dueOn?: string | null;
  @Shows.maybe.instant({ of: 'the last instant of an hour deadline' }) dueAt?: string;
  @Shows.instant({ nullable: true }) missedFrom: string | null;
  @Shows.flag({ of: 'false past the published bank holidays' }) known: boolean;
  @Shows.maybe.one(() => PreferredAnswer, { nullable: true }) preferred?: PreferredAnswer | null;
  @Shows.maybe.date({ nullable: true }) targetOn?: string | null;
  @Shows.text() why: string;
}
