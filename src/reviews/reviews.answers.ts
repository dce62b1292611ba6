import { ATTENDEES, CLOCKS, MEETING_KINDS, SAFETY_ANSWERS } from '../domain/agreement/meeting-clocks.js';
import { Shows } from '../web/api/shows.js';

export class MeetingClockAnswer {
  @Shows.choice(Object.keys(CLOCKS)) clock: string;
  @Shows.text() name: string;
  @Shows.flag({ of: 'whether it was held as what this clock asks for' }) isHeldAs: boolean;
  @Shows.flag({ of: 'whether this meeting satisfied it' }) satisfied: boolean;
  @Shows.text({ of: 'why, or why not' }) why: string;
  @Shows.date({ nullable: true, of: 'the last day for its next meeting' }) nextOn: string | null;
}

export class ReviewAnswer {
  @Shows.id() id: number;
  @Shows.numbers({ of: 'the placements that it was about' }) placementIds: number[];
  @Shows.date() heldOn: string;
  @Shows.text({ of: 'null where it was held at the provider', nullable: true }) reasonElsewhere: string | null;
  @Shows.text({ of: 'who was there' }) present: string;
  @Shows.text() whatChanged: string;
  @Shows.text() youngPersonsView: string;
  @Shows.choice(Object.keys(SAFETY_ANSWERS), { nullable: true, of: 'the answer to "do you feel safe here?" (P3)' }) feelsSafe: string | null;
  @Shows.texts({ nullable: true, of: `who was there: ${Object.keys(ATTENDEES).join(', ')}; null where only names were written down` }) attended: string[] | null;
  @Shows.texts({ of: `what it was held as: ${Object.keys(MEETING_KINDS).join(', ')}` }) countsFor: string[];
  @Shows.text({ nullable: true, of: 'the quality of the personal education plan (VS5)' }) pepQuality: string | null;
  @Shows.text({ nullable: true, of: 'where that plan is kept' }) pepForm: string | null;
  @Shows.many(() => MeetingClockAnswer, { of: 'which clocks it satisfied, and which not and why' }) clocks: MeetingClockAnswer[];
  @Shows.text() recordedByName: string;
  @Shows.flag({ of: 'whether you may correct it or take it back' }) mayCorrect: boolean;
}
