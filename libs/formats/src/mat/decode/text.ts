import type { MatText } from '../mat-value';
import { STORAGE } from '../storage';
import type { Elements } from './elements';

const ENCODINGS: Readonly<Record<number, string>> = {
  [STORAGE.utf8]: 'utf-8',
  // Some writers store characters as plain bytes.
  [STORAGE.int8]: 'utf-8',
  [STORAGE.uint8]: 'utf-8',
};

/** The char array in the current element; its characters lie column by column. */
export function readText(elements: Elements, shape: readonly number[]): MatText {
  const units = unitsOf(elements);
  const rows = shape[0];
  const columns = shape.slice(1).reduce((product, size) => product * size, 1);
  // Writers count characters in their own ways where one takes several units; a single row has no need to count.
  if (rows <= 1) return { kind: 'text', text: units };
  if (units.length !== rows * columns) {
    elements.fail(`${units.length} characters; expected ${rows} × ${columns}`);
  }
  // A shape of 0 columns has no characters, however many rows it claims.
  if (columns === 0) return { kind: 'text', text: '' };
  const lines = Array.from({ length: rows }, (_, row) => {
    let line = '';
    for (let at = row; at < units.length; at += rows) line += units[at];
    return line;
  });
  return { kind: 'text', text: lines.join('\n') };
}

function unitsOf(elements: Elements): string {
  const { source, start, size, type } = elements;
  const bytes = source.bytes.subarray(start, start + size);
  if (type === STORAGE.uint16 || type === STORAGE.int16 || type === STORAGE.utf16) {
    return wideUnits(elements, 2);
  }
  if (type === STORAGE.utf32 || type === STORAGE.uint32) return wideUnits(elements, 4);
  const encoding = ENCODINGS[type];
  if (encoding === undefined) elements.fail(`text of type ${type}; expected UTF-8, 16 or 32`);
  return new TextDecoder(encoding, { ignoreBOM: true }).decode(bytes);
}

function wideUnits(elements: Elements, width: 2 | 4): string {
  const { source, start, size } = elements;
  if (size % width !== 0) elements.fail(`${size} bytes of text; expected characters of ${width}`);
  const parts: string[] = [];
  for (let at = start; at < start + size; at += width) {
    const code =
      width === 2
        ? source.view.getUint16(at, source.littleEndian)
        : source.view.getUint32(at, source.littleEndian);
    if (code > 0x10ffff) elements.fail(`0x${code.toString(16)} is no character`);
    parts.push(width === 2 ? String.fromCharCode(code) : String.fromCodePoint(code));
  }
  return parts.join('');
}
