/** What a page of HTML links to and loads. */
export interface PageParts {
  /** Targets of `<a href>`. */
  readonly links: readonly string[];
  /** What a browser loads to show it: images, scripts, styles, media. */
  readonly loaded: readonly string[];
  /** The anchors that links can lead to. */
  readonly ids: ReadonlySet<string>;
}

const TAG = /<([a-z][a-z0-9]*)\b((?:[^>"]|"[^"]*")*)>/gi;
const ATTRIBUTE = /([a-z-]+)="([^"]*)"/gi;

/** Reads HTML with quoted attributes, as generators write it. */
export function pageParts(html: string): PageParts {
  const links: string[] = [];
  const loaded: string[] = [];
  const ids = new Set<string>();
  for (const [, name, attributes] of html.matchAll(TAG)) {
    for (const [, key, value] of attributes.matchAll(ATTRIBUTE)) {
      const text = decoded(value);
      if (key === 'id' || (key === 'name' && name === 'a')) ids.add(text);
      else if (key === 'href' && name === 'a') links.push(text);
      else if (key === 'href' || key === 'src' || key === 'poster' || key === 'data')
        loaded.push(text);
      else if (key === 'srcset') loaded.push(...text.split(',').map((part) => part.trim()));
      else if (key === 'style') loaded.push(...styleAddresses(text));
    }
  }
  for (const [, style] of html.matchAll(/<style[^>]*>([\s\S]*?)<\/style>/gi))
    loaded.push(...styleAddresses(style));
  return { links, loaded, ids };
}

/** What a style sheet loads. */
export function styleAddresses(css: string): string[] {
  const found = css.matchAll(/(?:url\(|@import )\s*["']?([^"')\s;]+)/g);
  return [...found].map(([, address]) => address);
}

function decoded(text: string): string {
  return text
    .replace(/&lt;/g, '<')
    .replace(/&gt;/g, '>')
    .replace(/&quot;/g, '"')
    .replace(/&#(?:39|x27);/g, "'")
    .replace(/&amp;/g, '&');
}
