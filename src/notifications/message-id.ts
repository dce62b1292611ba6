/**
 * The Message-ID header of a message: the same for every attempt at the same row, unlike any other row's, and unlike those
 * of another installation that sends from the same address (`madeAt` tells them apart).
 */
export function messageIdHeader(id: number, madeAt: Date, mailFrom: string): string {
  const host = /@([^\s<>@]+)>?\s*$/.exec(mailFrom)?.[1] ?? 'localhost';
  return `<message-${id}.${madeAt.getTime().toString(36)}@${host}>`;
}
