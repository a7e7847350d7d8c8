import { readFileSync } from 'node:fs';

/** A Markdown file without its code blocks. */
export function prose(path: string): string {
  return readFileSync(path, 'utf8').replace(/^ *(`{3,})[^\n]*\n[\s\S]*?^ *\1$/gm, '');
}

/** Targets of links and images, in Markdown and HTML, as written. */
export function linkTargets(text: string): string[] {
  const inline = [...text.matchAll(/\]\(([^()\s]+)\)/g)];
  const references = [...text.matchAll(/^\[[^\]]+\]: (\S+)$/gm)];
  const html = [...text.matchAll(/<(?:a|img)\b[^>]*\b(?:href|src)="([^"]+)"/g)];
  return [...inline, ...references, ...html].map(([, target]) => target);
}

/** The anchors that GitHub gives the headings of a page. */
export function anchors(text: string): Set<string> {
  const headings = [...text.matchAll(/^#{1,6} (.+)$/gm)].map(([, heading]) => heading);
  return new Set(headings.map(anchor));
}

function anchor(heading: string): string {
  return heading
    .toLowerCase()
    .replace(/[^\p{L}\p{N}\s_-]/gu, '')
    .trim()
    .replace(/\s/g, '-');
}

/** The cells of the first table below a heading, by row, without the header. */
export function tableBelow(text: string, heading: string): string[][] {
  const section = text.split(`\n${heading}\n`)[1]?.split(/^## /m)[0] ?? '';
  const table = /^\|.*\n\|[ :|-]+\n((?:\|.*\n)+)/m.exec(section);
  if (!table) throw new Error(`no table below "${heading}"`);
  return table[1]
    .trimEnd()
    .split('\n')
    .map((row) =>
      row
        .slice(1, -1)
        .split('|')
        .map((cell) => cell.trim()),
    );
}
