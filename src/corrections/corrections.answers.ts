import { Shows } from '../web/api/shows.js';
import { CORRECTABLE_FACTS } from './correctable-facts.js';

export class CorrectedFieldAnswer {
  @Shows.text() field: string;
  @Shows.text() label: string;
  @Shows.text({ nullable: true, of: 'in words' }) before: string | null;
  @Shows.text({ nullable: true, of: 'in words; null as well where the fact was taken back' }) after: string | null;
}

export class CorrectionAnswer {
  @Shows.id() id: number;
  @Shows.choice(Object.keys(CORRECTABLE_FACTS)) fact: string;
  @Shows.id() factId: number;
  @Shows.text({ of: 'what it is, as a noun' }) name: string;
  @Shows.flag({ of: 'it was a mistake, and no longer counts' }) takenBack: boolean;
  @Shows.many(() => CorrectedFieldAnswer) changes: CorrectedFieldAnswer[];
  @Shows.text() reason: string;
  @Shows.text() correctedByName: string;
  @Shows.instant() correctedAt: Date;
}

export class CorrectionListAnswer {
  @Shows.many(() => CorrectionAnswer, { of: 'the newest first' }) items: CorrectionAnswer[];
  @Shows.number() total: number;
  @Shows.text({ nullable: true, of: 'what to ask for as `after` for the next page' }) after: string | null;
}

export class FactFieldAnswer {
  @Shows.text() field: string;
  @Shows.text() label: string;
  @Shows.choice(['text', 'line', 'date', 'instant', 'tick', 'number', 'choice', 'choices', 'row', 'pattern']) type: string;
  @Shows.flag() optional: boolean;
  @Shows.texts({ of: 'what can be chosen, for a choice or several' }) choices: string[];
  @Shows.text({ nullable: true, of: 'what it says now, as text' }) value: string | null;
}

/** A fact as it can be corrected. */
export class FactAnswer {
  @Shows.choice(Object.keys(CORRECTABLE_FACTS)) fact: string;
  @Shows.id() id: number;
  @Shows.text() name: string;
  @Shows.flag({ of: 'whether it can be taken back as well' }) mayBeTakenBack: boolean;
  @Shows.many(() => FactFieldAnswer) fields: FactFieldAnswer[];
}
