import { TurboHoiError } from '@turbo-hoi/core';
import { EntryBytes } from './entry-bytes';
import { JsonScanner, type JsonKind, type ScanEvents } from './json-scanner';
import { parseEntry } from './parse-entry';

/** Position of an entry. */
export interface JsonEntryPlace {
  /** Index in its array; 0 for a whole value. */
  readonly index: number;
  /** In bytes from the beginning of the document. */
  readonly offset: number;
  /** From 1. */
  readonly line: number;
}

export type JsonHandler = (value: unknown, at: JsonEntryPlace) => void;

/**
 * Handlers of the entries of a document, by path: `[]` for the elements of a top-level array, `annotations[]` for those of
 * the array under a top-level key, `info` for the whole value under one.
 */
export type JsonHandlers = Readonly<Record<string, JsonHandler>>;

export interface JsonReadOptions {
  /** Name of the document for messages. */
  readonly file?: string;
  /** Required keys of the top-level object. */
  readonly required?: readonly string[];
  /** Maximum bytes of an entry; default 64 MiB. */
  readonly maxEntryBytes?: number;
}

/**
 * Reads a JSON document of any size entry by entry; only one entry is in memory at a time, other keys are checked and skipped.
 *
 * RFC 8259 in UTF-8, with or without a byte order mark; `NaN`, `Infinity` and `-Infinity`, which Python writes, are accepted.
 * If a key occurs twice, both values are passed to the handler.
 *
 * @param chunks may reuse their memory once the next one is requested
 * @returns the document's top-level keys; `[]` for an array
 * @throws TurboHoiError `data` with line, column and byte for a document that is empty, malformed, truncated, followed by more text,
 *   nested more than 512 levels deep, not an object or array as the handlers expect, or lacks a required key
 */
export async function readJsonEntries(
  chunks: AsyncIterable<Uint8Array> | Iterable<Uint8Array>,
  handlers: JsonHandlers,
  options: JsonReadOptions = {},
): Promise<ReadonlySet<string>> {
  const reader = new EntryReader(handlers, options);
  for await (const chunk of chunks) reader.push(chunk);
  return reader.end();
}

const MAX_ENTRY_BYTES = 64 * 2 ** 20;

class EntryReader implements ScanEvents {
  private readonly scanner: JsonScanner;
  private readonly bytes = new EntryBytes();
  private readonly handlers: ReadonlyMap<string, JsonHandler>;
  private readonly seen = new Set<string>();
  private readonly maxEntryBytes: number;
  private readonly file: string;
  private readonly required: readonly string[];
  private inObject = false;
  private key = '';
  /** Handler of the entries at `depth`; undefined: they are skipped. */
  private handler: JsonHandler | undefined;
  private depth = 0;
  private index = 0;
  private offset = 0;
  private line = 0;

  constructor(handlers: JsonHandlers, options: JsonReadOptions) {
    this.handlers = new Map(Object.entries(handlers));
    this.file = options.file ?? 'JSON';
    this.required = options.required ?? [];
    this.maxEntryBytes = options.maxEntryBytes ?? MAX_ENTRY_BYTES;
    this.scanner = new JsonScanner(this.file, this);
  }

  push(chunk: Uint8Array): void {
    this.bytes.nextChunk(chunk);
    this.scanner.push(chunk);
    this.checkSize(this.bytes.keepRest());
  }

  end(): ReadonlySet<string> {
    this.scanner.end();
    const missing = this.required.filter((key) => !this.seen.has(key));
    if (missing.length === 0) return this.inObject ? this.seen : new Set(['[]']);
    const found = [...this.seen].slice(0, 10).join(', ') || 'none';
    throw new TurboHoiError(
      'data',
      `${this.file}: lacks ${missing.join(', ')}; it has these keys: ${found}.`,
    );
  }

  keyBegin(offset: number): void {
    this.begin(offset);
  }

  keyEnd(offset: number): void {
    this.key = this.finish(offset) as string;
    this.seen.add(this.key);
  }

  valueBegin(depth: number, kind: JsonKind, offset: number): void {
    if (depth === 0) this.beginDocument(kind, offset);
    if (depth === 1 && this.inObject) this.beginMember(kind, offset);
    if (depth === this.depth && this.handler) this.begin(offset);
  }

  valueEnd(depth: number, offset: number): void {
    if (depth !== this.depth || !this.bytes.open) return;
    const { index, offset: from, line } = this;
    this.handler?.(this.finish(offset), { index, offset: from, line });
    this.index++;
  }

  private beginDocument(kind: JsonKind, offset: number): void {
    const paths = [...this.handlers.keys()];
    const wanted: JsonKind[] = [];
    if (paths.length === 0 || paths.some((path) => path !== '[]')) wanted.push('object');
    if (paths.length === 0 || paths.includes('[]')) wanted.push('array');
    if (!wanted.includes(kind)) throw this.unexpected('', wanted, kind, offset);
    this.inObject = kind === 'object';
    this.depth = 1;
    this.handler = this.inObject ? undefined : this.handlers.get('[]');
  }

  private beginMember(kind: JsonKind, offset: number): void {
    this.index = 0;
    this.depth = 1;
    this.handler = this.handlers.get(this.key);
    if (this.handler) return;
    this.depth = 2;
    this.handler = this.handlers.get(`${this.key}[]`);
    if (this.handler && kind !== 'array') {
      throw this.unexpected(`"${this.key}": `, ['array'], kind, offset);
    }
  }

  private begin(offset: number): void {
    this.offset = offset;
    this.line = this.scanner.line;
    this.bytes.begin(offset);
  }

  private finish(offset: number): unknown {
    this.checkSize(offset - this.offset);
    return parseEntry(this.bytes.end(offset));
  }

  private checkSize(length: number): void {
    if (length <= this.maxEntryBytes) return;
    const what = `has an entry of more than ${this.maxEntryBytes} bytes, which begins`;
    throw this.scanner.error(what, this.offset, this.line);
  }

  private unexpected(where: string, wanted: JsonKind[], kind: JsonKind, offset: number) {
    const expected = wanted.map(withArticle).join(' or ');
    return this.scanner.error(`${where}expected ${expected}, got ${withArticle(kind)}`, offset);
  }
}

const withArticle = (kind: JsonKind) => (/^[ao]/.test(kind) ? `an ${kind}` : `a ${kind}`);
