import { getDocument } from 'pdfjs-dist/legacy/build/pdf.mjs';

/** A node of a structure tree as pdf.js reads it: an element with children, or what of the page stands in it. */
interface Node {
  role?: string;
  id?: string;
  children?: Node[];
}

interface Item {
  type?: string;
  tag?: string;
  id?: string;
  str?: string;
  transform?: number[];
}

/** A PDF as another program than ours reads it: what an assistive one would say, and what stands outside of that. */
export async function readPdf(bytes: Buffer) {
  const pdf = await getDocument({ data: new Uint8Array(bytes), verbosity: 0 }).promise;
  const words = new Map<string, string>();
  const outline: string[] = [];
  const artifacts: string[] = [];
  const unmarked: string[] = [];
  /** What is written at which height of which page, in the order in which it is read. */
  const placed: { words: string; page: number; height: number }[] = [];
  for (let number = 1; number <= pdf.numPages; number++) {
    const page = await pdf.getPage(number);
    const open: Item[] = [];
    let artifact = '';
    for (const item of (await page.getTextContent({ includeMarkedContent: true })).items as Item[]) {
      if (item.type?.startsWith('begin')) open.push(item);
      else if (item.type === 'endMarkedContent') open.pop();
      else if (open.some(({ tag }) => tag === 'Artifact')) artifact += item.str;
      else {
        const id = open.findLast((one) => one.id !== undefined)?.id;
        if (item.str?.trim()) placed.push({ words: item.str, page: number, height: Math.round(item.transform?.[5] ?? 0) });
        if (id !== undefined) words.set(id, `${words.get(id) ?? ''} ${item.str}`);
        else if (item.str?.trim()) unmarked.push(item.str);
      }
    }
    if (artifact) artifacts.push(artifact);
    outline.push(...outlineOf((await page.getStructTree()) as Node | null, words));
  }
  const { info } = await pdf.getMetadata();
  const preferences = (await pdf.getViewerPreferences()) as { DisplayDocTitle?: boolean } | null;
  const isMarked = (await pdf.getMarkInfo())?.Marked;
  await pdf.destroy();
  return { pages: pdf.numPages, outline, placed, artifacts, unmarked, isMarked, showsTitle: preferences?.DisplayDocTitle, metadata: info as Record<string, string>, raw: bytes.toString('latin1') };
}

/** `H1: Plan` for an element with words, `L` for one with elements, each a blank further in than what it stands in. */
function outlineOf(root: Node | null, words: ReadonlyMap<string, string>): string[] {
  const lines: string[] = [];
  const write = (node: Node, depth: number): void => {
    const children = node.children ?? [];
    const said = children.filter(({ role }) => role === undefined).map(({ id }) => words.get(id ?? '') ?? '').join(' ').replace(/\s+/g, ' ').trim();
    lines.push(`${' '.repeat(depth)}${node.role}${said ? `: ${said}` : ''}`);
    for (const child of children) if (child.role !== undefined) write(child, depth + 1);
  };
  for (const child of root?.children ?? []) write(child, 0);
  return lines;
}
