/** What the edge needs of the configuration. */
export class WebSettings {
  constructor(
    /** Where people reach the pages, without a slash at the end. */
    readonly publicUrl: string,
    /** Whether browsers may send the cookies over https only. */
    readonly secureCookies: boolean,
  ) {}

  /** `__Host-` binds a cookie to this host and to https; browsers refuse the name without https. */
  get sessionCookie(): string {
    return this.secureCookies ? '__Host-lsa' : 'lsa';
  }

  /** What a page's confirmation is kept in for the page after it. */
  get confirmationCookie(): string {
    return `${this.sessionCookie}-confirmation`;
  }

  /** That somebody signed in to an account in this browser before (`KnownDevices`). */
  get deviceCookie(): string {
    return `${this.sessionCookie}-device`;
  }

  /** Between the password and the second factor. */
  get stepCookie(): string {
    return `${this.sessionCookie}-step`;
  }

  /** In which language somebody reads their own pages. */
  get languageCookie(): string {
    return `${this.sessionCookie}-language`;
  }

  /** What tells the browser that began a sign-in with an organisation from another (`FlowCookie`). */
  get flowCookie(): string {
    return `${this.sessionCookie}-flow`;
  }
}
