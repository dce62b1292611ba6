/** The path of an address, without what it asks for after it. */
export const pathOf = (url: string): string => url.split('?', 1)[0] ?? '/';
