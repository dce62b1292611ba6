import { SETTINGS } from '../domain/agreement/settings.js';
import { CLAUSE_IDS } from '../duties/duties.answers.js';
import { Shows } from '../web/api/shows.js';
import { AuthorityAnswer } from '../young-people/contact.answers.js';

const UNITS = [...new Set(Object.values(SETTINGS).map(({ unit }) => unit))];

export class ValueSetAnswer {
  @Shows.id() id: number;
  @Shows.choice(Object.keys(SETTINGS)) name: string;
  @Shows.number() value: number;
  @Shows.date({ of: 'from this day on' }) effectiveOn: string;
  @Shows.instant() setAt: Date;
  @Shows.text() setByName: string;
}

export class FutureValueAnswer {
  @Shows.number() value: number;
  @Shows.date() effectiveOn: string;
}

export class SettingAnswer {
  @Shows.choice(Object.keys(SETTINGS)) name: string;
  @Shows.choice(CLAUSE_IDS, { nullable: true, of: 'null where it is of every clause that has none of its own' }) clause: string | null;
  @Shows.choice(['limit', 'message', 'threshold'], { of: 'until when something is owed, when somebody is told, or from which number on something is a concern' }) of: string;
  @Shows.text() title: string;
  @Shows.choice(UNITS) unit: string;
  @Shows.number({ of: "the register's" }) default: number;
  @Shows.number({ of: 'the smallest that is allowed' }) least: number;
  @Shows.number({ of: 'the largest that is allowed' }) most: number;
  @Shows.flag({ of: "whether the agreement's text states the limit, so that it can only be tightened" }) stated: boolean;
  @Shows.number({ of: 'in force today' }) value: number;
  @Shows.many(() => FutureValueAnswer, { of: 'set already, for later days' }) future: FutureValueAnswer[];
  @Shows.many(() => ValueSetAnswer, { of: 'all that was set, the newest first' }) history: ValueSetAnswer[];
}

export class SettingsAnswer {
  @Shows.one(() => AuthorityAnswer) authority: AuthorityAnswer;
  @Shows.many(() => SettingAnswer) items: SettingAnswer[];
  @Shows.flag({ of: 'whether you may change them' }) mayChange: boolean;
}

export class SettingEffectAnswer {
  @Shows.number({ of: 'open duties whose date moves' }) moved: number;
  @Shows.number({ of: 'of these, to an earlier date' }) earlier: number;
  @Shows.number({ of: 'duties that would open at once' }) opened: number;
  @Shows.number({ of: 'open duties that would not be owed yet' }) withdrawn: number;
}

export class SettingChangedAnswer extends SettingsAnswer {
  @Shows.one(() => SettingEffectAnswer, { of: 'what the change did' }) effect: SettingEffectAnswer;
}
