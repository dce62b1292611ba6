import { Shows } from '../web/api/shows.js';

export class IdentityAnswer {
  @Shows.id() id: number;
  @Shows.text() issuer: string;
  @Shows.text({ of: 'what the issuer calls this person' }) subject: string;
  @Shows.instant() boundAt: Date;
  @Shows.flag({ of: 'whether they connected it themselves, by signing in there; else an administrator entered it' }) boundBySelf: boolean;
  @Shows.instant({ nullable: true }) lastUsedAt: Date | null;
}

export class RescueAnswer {
  @Shows.instant() madeAt: Date;
  @Shows.instant() expiresAt: Date;
  @Shows.instant({ nullable: true }) lastUsedAt: Date | null;
}

export class PersonSignInAnswer {
  @Shows.id() personId: number;
  @Shows.text() name: string;
  @Shows.text() email: string;
  @Shows.many(() => IdentityAnswer) identities: IdentityAnswer[];
  @Shows.many(() => RescueAnswer, { of: 'passwords for an hour that the operator gave them, the newest first' }) rescues: RescueAnswer[];
}

export class OrganisationSignInAnswer {
  @Shows.id() id: number;
  @Shows.text() organisation: string;
}

export class SignInListAnswer {
  @Shows.many(() => PersonSignInAnswer) items: PersonSignInAnswer[];
  @Shows.number() total: number;
  @Shows.text({ nullable: true }) after: null;
  @Shows.many(() => OrganisationSignInAnswer, { of: 'that are active' }) organisationSignIns: OrganisationSignInAnswer[];
}

export class IdentityLinkAnswer {
  @Shows.text({ of: 'shown only this once, for three days; for this person alone' }) link: string;
}
