import { LISTS } from '../domain/lists.js';
import { SharingColumnAnswer, DisclosureAnswer } from '../sharing/sharing.answers.js';
import { Shows } from '../web/api/shows.js';

export class OwnPersonAnswer {
  @Shows.choice(['key-worker', 'designated-person', 'mentor', 'key-contact']) role: string;
  @Shows.text({ of: 'in plain words' }) title: string;
  @Shows.text({ of: 'what such a person does' }) does: string;
  @Shows.text() name: string;
  @Shows.text({ nullable: true }) phone: string | null;
  @Shows.text({ nullable: true }) email: string | null;
}

export class OwnPeopleAnswer {
  @Shows.many(() => OwnPersonAnswer) items: OwnPersonAnswer[];
}

export class OwnPlanSectionAnswer {
  @Shows.text() section: string;
  @Shows.text() title: string;
  @Shows.text({ nullable: true, of: 'null where it needs the PIN' }) text: string | null;
}

export class OwnPlanAnswer {
  @Shows.id() placementId: number;
  @Shows.text() title: string;
  @Shows.text({ of: 'from when to when' }) when: string;
  @Shows.text() provider: string;
  @Shows.flag() isOver: boolean;
  @Shows.many(() => OwnPlanSectionAnswer) sections: OwnPlanSectionAnswer[];
  @Shows.text({ of: 'who has agreed to it' }) agreed: string;
}

export class OwnPlansAnswer {
  @Shows.many(() => OwnPlanAnswer) items: OwnPlanAnswer[];
}

export class OwnDateAnswer {
  @Shows.text() key: string;
  @Shows.text() when: string;
  @Shows.text() what: string;
  @Shows.text() why: string;
  @Shows.flag() isLate: boolean;
}

export class OwnDatesAnswer {
  @Shows.many(() => OwnDateAnswer, { of: 'the soonest first' }) items: OwnDateAnswer[];
}

export class OwnAnswerAnswer {
  @Shows.text() on: string;
  @Shows.text() text: string;
}

export class OwnSayingAnswer {
  @Shows.text() id: string;
  @Shows.choice(['view', 'question', 'help', 'meeting']) kind: string;
  @Shows.text() on: string;
  @Shows.text() title: string;
  @Shows.text({ nullable: true }) to: string | null;
  @Shows.text() words: string;
  @Shows.one(() => OwnAnswerAnswer, { nullable: true, of: 'what was done' }) answer: OwnAnswerAnswer | null;
  @Shows.text({ nullable: true, of: 'what is waited for' }) waiting: string | null;
}

export class OwnSayingsAnswer {
  @Shows.many(() => OwnSayingAnswer, { of: 'the newest first' }) items: OwnSayingAnswer[];
}

export class OwnCallAnswer {
  @Shows.id() id: number;
  @Shows.text() at: string;
  @Shows.text() state: string;
  @Shows.flag() isAnswered: boolean;
}

export class OwnCallsAnswer {
  @Shows.many(() => OwnCallAnswer, { of: 'the newest first' }) items: OwnCallAnswer[];
}

export class OwnLookAnswer {
  @Shows.date() on: string;
  @Shows.instant() firstAt: Date;
  @Shows.number() times: number;
  @Shows.text() organisation: string;
  @Shows.choice(Object.keys(LISTS), { nullable: true, of: 'the list on which the young person stood; null where their file was opened' }) list: string | null;
  @Shows.texts({ of: 'as what they looked' }) roles: string[];
  @Shows.text() why: string;
}

export class OwnLooksAnswer {
  @Shows.many(() => OwnLookAnswer, { of: 'the newest first' }) items: OwnLookAnswer[];
  @Shows.text({ nullable: true, of: 'what to ask for as `before` for older ones' }) before: string | null;
}

export class OwnConsentAnswer {
  @Shows.many(() => SharingColumnAnswer, { of: 'each recipient with every item' }) columns: SharingColumnAnswer[];
  @Shows.many(() => DisclosureAnswer, { of: 'everything that was shared, the newest first' }) disclosures: DisclosureAnswer[];
}
