/** What the script put into the form: the browser's answer as JSON; null where it is none. */
export function answerOf(text: string): object | null {
  try {
    const answer: unknown = JSON.parse(text);
    return typeof answer === 'object' ? answer : null;
  } catch {
    return null;
  }
}
