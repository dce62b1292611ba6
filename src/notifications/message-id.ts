/**
 * The Message-ID header of a message, or of a mail about something else (`what`): the same for every attempt at the same row, unlike any other row's, and unlike those
 * of another installation that sends from the same address (`madeAt` tells them apart).
 */
export function messageIdHeader(id: number, madeAt: Date, mailFrom: string, what = 'message'): string {
  const host = /@([^\s<>@]+)>?\s*$/.exec(mailFrom)?.[1] ?? 'localhost';
  return `<${what}-${id}.${madeAt.getTime().toString(36)}@${host}>`;
}
