/** What mails need to know of the configuration. */
export class MailSettings {
  constructor(
    /** The beginning of every link, without a slash at the end. */
    readonly publicUrl: string,
    /** The sender: `Name <name@host>`. */
    readonly mailFrom: string,
    /** Where feedback goes; null where the operator named no address. */
    readonly feedbackTo: string | null = null,
  ) {}
}
