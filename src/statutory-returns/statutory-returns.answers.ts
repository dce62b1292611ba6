import { Shows } from '../web/api/shows.js';
import { STATUTORY_FILES } from './statutory-files.js';

export class ReturnFaultAnswer {
  @Shows.text({ of: "the number of the Department's rule; NO_CONTACT where nothing was recorded" }) rule: string;
  @Shows.text() sentence: string;
}

export class Oc3RowAnswer {
  @Shows.text({ of: "the authority's own number of the young person" }) CHILD: string;
  @Shows.date() DOB: string;
  @Shows.text({ of: 'empty where nothing was recorded' }) IN_TOUCH: string;
  @Shows.text() ACTIV: string;
  @Shows.text() ACCOM: string;
}

export class ReturnLineAnswer {
  @Shows.text() reference: string;
  @Shows.text() preferredName: string;
  @Shows.one(() => Oc3RowAnswer) row: Oc3RowAnswer;
  @Shows.many(() => ReturnFaultAnswer) faults: ReturnFaultAnswer[];
}

export class ReturnAnswer {
  @Shows.number({ of: 'the year in which the collection year ends' }) year: number;
  @Shows.many(() => ReturnLineAnswer, { of: 'table OC3, what is wrong first' }) lines: ReturnLineAnswer[];
  @Shows.number({ of: 'lines with something to put right' }) faulty: number;
  @Shows.number({ of: 'young people of your authority whose cases are closed to you: they are in no line' }) outside: number;
}

export class StatutoryFileAnswer {
  @Shows.choice(Object.keys(STATUTORY_FILES)) file: string;
  @Shows.fieldsOfEach({ of: 'a line for each young person, by the columns of the file' }) lines: object[];
}
