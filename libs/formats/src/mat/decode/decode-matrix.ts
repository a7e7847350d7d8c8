import { latin1 } from '../../latin1';
import { toRowMajor } from '../../column-major';
import type { MatNumeric, MatValue } from '../mat-value';
import { lazyCell, lazyStruct } from './containers';
import { STORAGE } from '../storage';
import { Elements } from './elements';
import type { MatPlace } from './mat-source';
import { NUMERIC_CLASSES, readNumbers } from './numbers';
import { readSparse } from './sparse';
import { readText } from './text';

const CELL = 1;
const STRUCT = 2;
const TEXT = 4;
const SPARSE = 5;
const OPAQUE = 17;

const REFUSED: Readonly<Record<number, string>> = {
  3: 'an object of a class',
  16: 'a function handle',
  [OPAQUE]: 'an object (table, string, datetime, …)',
};

const LOGICAL = 2;
const COMPLEX = 8;
const MAX_DIMENSIONS = 32;
const NOTHING = new Float64Array(0);

export interface MatVariable {
  readonly name: string;
  readonly value: MatValue;
}

/** The matrix in the current element: flags, sizes, name, and what its class holds. */
export function decodeMatrix(elements: Elements, place: MatPlace): MatValue {
  return decodeVariable(elements, () => place).value;
}

/** The same with the name that only variables have. */
export function decodeVariable(outer: Elements, placeOf: (name: string) => MatPlace): MatVariable {
  if (outer.type !== STORAGE.matrix)
    outer.fail(`an element of type ${outer.type}; expected a matrix`);
  if (outer.size === 0) return { name: '', value: emptyMatrix() };
  const { source, start, size } = outer;
  const head = new Elements(source, outer.place, start, start + size);
  const { code, flags } = readFlags(head);
  if (code === OPAQUE) refuse(head, code);
  const shape = readShape(head);
  head.next();
  const name = latin1(source.bytes, head.start, head.start + head.size);
  const elements = new Elements(source, placeOf(name), head.position, start + size);
  return { name, value: valueOf(elements, code, flags, shape) };
}

function valueOf(
  elements: Elements,
  code: number,
  flags: number,
  shape: readonly number[],
): MatValue {
  if (code === CELL) return lazyCell(elements, shape, decodeMatrix);
  if (code === STRUCT) return lazyStruct(elements, shape, decodeMatrix);
  if (code in REFUSED) refuse(elements, code);
  if ((flags & COMPLEX) !== 0) elements.fail('complex numbers; expected real ones');
  const logical = (flags & LOGICAL) !== 0;
  if (code === SPARSE) return readSparse(elements, shape, logical);
  if (code === TEXT) {
    if (elements.done) return { kind: 'text', text: '' };
    elements.next();
    return readText(elements, shape);
  }
  return numeric(elements, code, logical, shape);
}

function numeric(
  elements: Elements,
  code: number,
  logical: boolean,
  shape: readonly number[],
): MatNumeric {
  const array = NUMERIC_CLASSES[code];
  if (array === undefined) elements.fail(`a matrix of class ${code}; expected 1 to 17`);
  const count = shape.reduce((total, size) => total * size, 1);
  if (count === 0 && code === 6) return { kind: 'numeric', shape, data: NOTHING };
  if (count === 0) return { kind: 'numeric', shape, data: new array(0) };
  elements.next();
  const data = readNumbers(elements, logical ? Uint8Array : array, count);
  return { kind: 'numeric', shape, data: toRowMajor(data, shape) };
}

function readFlags(head: Elements): { code: number; flags: number } {
  const { view, littleEndian } = head.source;
  head.next();
  if (head.type !== STORAGE.uint32 || head.size !== 8)
    head.fail('the flags of a matrix are missing');
  const word = view.getUint32(head.start, littleEndian);
  return { code: word & 255, flags: (word >>> 8) & 255 };
}

function readShape(head: Elements): number[] {
  const { view, littleEndian } = head.source;
  head.next();
  const dimensions = head.size / 4;
  if (
    head.type !== STORAGE.int32 ||
    !Number.isInteger(dimensions) ||
    dimensions < 1 ||
    dimensions > MAX_DIMENSIONS
  ) {
    head.fail(`the sizes of a matrix are not 1 to ${MAX_DIMENSIONS} integers`);
  }
  const shape = new Array<number>(dimensions);
  for (let i = 0; i < dimensions; i++) {
    shape[i] = view.getInt32(head.start + 4 * i, littleEndian);
    if (shape[i] < 0) head.fail(`a matrix of size ${shape[i]}`);
  }
  return shape;
}

function refuse(elements: Elements, code: number): never {
  return elements.fail(
    `holds ${REFUSED[code]}, which is not read; expected numbers, text, cells or structs`,
  );
}

function emptyMatrix(): MatNumeric {
  return { kind: 'numeric', shape: [0, 0], data: NOTHING };
}
