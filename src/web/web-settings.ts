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

  /** Between the password and the second factor. */
  get stepCookie(): string {
    return `${this.sessionCookie}-step`;
  }

  /** What was done, for the page that comes next. */
  get confirmationCookie(): string {
    return `${this.sessionCookie}-confirmation`;
  }
}
