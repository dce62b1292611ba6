import { Shows } from '../web/api/shows.js';

export class FigureRowAnswer {
  @Shows.text() name: string;
  @Shows.number({ nullable: true, of: 'how many were due, to the nearest five; null where it is hidden' }) owed: number | null;
  @Shows.number({ nullable: true, of: 'how many of them were kept in time; null where it is hidden' }) met: number | null;
  @Shows.number({ nullable: true, of: 'in whole per cent, from what is told; null where that is hidden or the base is under ten' }) share: number | null;
}

export class FigureTermAnswer extends FigureRowAnswer {
  @Shows.text({ of: '2026-27-autumn' }) term: string;
}

export class FigureAnswer {
  @Shows.text() measure: string;
  @Shows.text() name: string;
  @Shows.text() definition: string;
  @Shows.text({ nullable: true, of: 'the term it is of; null where none was made yet' }) term: string | null;
  @Shows.texts({ of: 'terms with figures, the newest first' }) terms: string[];
  @Shows.text({ nullable: true, of: 'null for the region' }) authority: string | null;
  @Shows.text() by: string;
  @Shows.texts({ of: 'by what it can be broken down' }) breakdowns: string[];
  @Shows.instant({ nullable: true }) madeAt: Date | null;
  @Shows.instant({ nullable: true, of: 'when it was to be made anew and was not: hidden numbers would have been given away' }) keptSince: Date | null;
  @Shows.one(() => FigureRowAnswer, { nullable: true }) total: FigureRowAnswer | null;
  @Shows.one(() => FigureRowAnswer, { nullable: true, of: 'beside an authority’s' }) region: FigureRowAnswer | null;
  @Shows.many(() => FigureRowAnswer) rows: FigureRowAnswer[];
  @Shows.many(() => FigureTermAnswer, { of: 'the total in each term' }) trend: FigureTermAnswer[];
}
