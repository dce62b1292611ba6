import { Shows } from '../web/api/shows.js';

export class SubjectRequestAnswer {
  @Shows.id() id: number;
  @Shows.text({ of: "the case's reference" }) reference: string;
  @Shows.flag({ of: 'on their own pages' }) byThemselves: boolean;
  @Shows.text({ of: 'how they asked; empty where they asked themselves' }) words: string;
  @Shows.instant() askedAt: Date;
  @Shows.date({ of: 'the last day to answer' }) answerBy: string;
  @Shows.instant({ nullable: true, of: 'when they were let fetch it' }) releasedAt: Date | null;
  @Shows.instant({ nullable: true, of: 'when it was given' }) givenAt: Date | null;
}

export class SubjectRequestsAnswer {
  @Shows.many(() => SubjectRequestAnswer, { of: 'what waits longest first' }) items: SubjectRequestAnswer[];
  @Shows.number() total: number;
  @Shows.text({ nullable: true }) after: null;
}

export class WithheldColumnAnswer {
  @Shows.text() column: string;
  @Shows.text() because: string;
}

export class OwnFilePartAnswer {
  @Shows.text() table: string;
  @Shows.text() title: string;
  @Shows.fieldsOfEach({ of: 'each with its columns' }) rows: object[];
  @Shows.many(() => WithheldColumnAnswer, { of: 'columns that stay out' }) withheld: WithheldColumnAnswer[];
}

export class WithheldPassageAnswer {
  @Shows.text() table: string;
  @Shows.maybe.id({ nullable: true }) id: number | null;
  @Shows.text() column: string;
}

export class OwnFileAnswer {
  @Shows.text() reference: string;
  @Shows.text() homeAuthority: string;
  @Shows.instant() madeAt: string;
  @Shows.many(() => OwnFilePartAnswer, { of: 'a part for each table' }) parts: OwnFilePartAnswer[];
  @Shows.many(() => WithheldPassageAnswer, { of: 'where a passage about somebody else was left out' }) withheldPassages: WithheldPassageAnswer[];
  @Shows.texts({ of: 'what is not in it, and why' }) leftOut: string[];
}

export class OwnRequestAnswer {
  @Shows.choice(['not asked', 'asked', 'ready']) state: string;
  @Shows.date({ nullable: true, of: 'the last day to answer' }) answerBy: string | null;
}
