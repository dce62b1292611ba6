import { Shows } from '../web/api/shows.js';
import { AuthorityAnswer } from '../young-people/contact.answers.js';

export class ServiceContactAnswer {
  @Shows.text() name: string;
  @Shows.text({ nullable: true }) phone: string | null;
  @Shows.text({ nullable: true }) email: string | null;
  @Shows.text({ nullable: true, of: 'when they can be reached' }) hours: string | null;
}

export class BrandingAnswer {
  @Shows.id() id: number;
  @Shows.text({ nullable: true, of: "what the service is called; null is the installation's" }) serviceName: string | null;
  @Shows.text({ nullable: true, of: "of the header; null is the installation's" }) colour: string | null;
  @Shows.one(() => ServiceContactAnswer, { nullable: true, of: 'whom people call about the service' }) contact: ServiceContactAnswer | null;
}

export class BrandingSetAnswer extends BrandingAnswer {
  @Shows.instant() setAt: Date;
  @Shows.text() setByName: string;
}

export class AuthorityBrandingAnswer {
  @Shows.one(() => AuthorityAnswer) authority: AuthorityAnswer;
  @Shows.one(() => BrandingAnswer, { nullable: true, of: 'in force; null where nothing was ever set' }) branding: BrandingAnswer | null;
  @Shows.many(() => BrandingSetAnswer, { of: 'all that was set, the newest first' }) history: BrandingSetAnswer[];
  @Shows.flag({ of: 'whether you may change it' }) mayChange: boolean;
}
