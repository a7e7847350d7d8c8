import { latin1 } from '../../latin1';
import type { MatCell, MatStruct, MatValue } from '../mat-value';
import { STORAGE } from '../storage';
import { Elements } from './elements';
import type { MatPlace } from './mat-source';

/** Decodes the matrix in the current element. */
export type DecodeMatrix = (elements: Elements, place: MatPlace) => MatValue;

/** An element begins with a tag, so that there are not more of them. */
const LEAST_BYTES = 8;

/** A cell array whose cells follow in `elements`. */
export function lazyCell(
  elements: Elements,
  shape: readonly number[],
  decode: DecodeMatrix,
): MatCell {
  const length = product(shape);
  const matrices = new LazyMatrices(elements, length, decode);
  const { place } = elements;
  return {
    kind: 'cell',
    shape,
    length,
    at(index) {
      checkIndex(index, length);
      return matrices.decode(index, { parent: place, step: index });
    },
  };
}

/** A struct array: the length of a field's name, the names, and the fields of each element after one another. */
export function lazyStruct(
  elements: Elements,
  shape: readonly number[],
  decode: DecodeMatrix,
): MatStruct {
  const fields = fieldNames(elements);
  const length = product(shape);
  const matrices = new LazyMatrices(elements, length * fields.length, decode);
  const { place } = elements;
  return {
    kind: 'struct',
    shape,
    length,
    fields,
    get(field, index = 0) {
      checkIndex(index, length);
      const column = fields.indexOf(field);
      if (column < 0) {
        throw new RangeError(`no field ${field}; there are ${fields.join(', ') || 'none'}`);
      }
      const step = length === 1 ? `.${field}` : `(${index + 1}).${field}`;
      return matrices.decode(index * fields.length + column, { parent: place, step });
    },
  };
}

/** Matrices one after the other; where each begins is found when the first is asked for. */
class LazyMatrices {
  private tags: Uint32Array | null = null;
  private readonly from: number;

  constructor(
    private readonly elements: Elements,
    private readonly count: number,
    private readonly decodeMatrix: DecodeMatrix,
  ) {
    const left = elements.end - elements.position;
    if (count * LEAST_BYTES > left) {
      elements.fail(`${count} values, but ${left} bytes are left; is the file truncated?`);
    }
    this.from = elements.position;
  }

  decode(index: number, place: MatPlace): MatValue {
    this.tags ??= this.findTags();
    const { source, end } = this.elements;
    const elements = new Elements(source, place, this.tags[index], end);
    elements.next();
    return this.decodeMatrix(elements, place);
  }

  private findTags(): Uint32Array {
    const { source, place, end } = this.elements;
    const elements = new Elements(source, place, this.from, end);
    const tags = new Uint32Array(this.count);
    for (let i = 0; i < this.count; i++) {
      elements.next();
      if (elements.type !== STORAGE.matrix) {
        elements.fail(`value ${i + 1} is of type ${elements.type}; expected a matrix`);
      }
      tags[i] = elements.tag;
    }
    if (!elements.done) elements.fail(`more values than the ${this.count} of its size`);
    return tags;
  }
}

function fieldNames(elements: Elements): string[] {
  const { source } = elements;
  elements.next();
  const width = elements.size === 4 ? source.view.getInt32(elements.start, source.littleEndian) : 0;
  if (width <= 0) elements.fail('the length of field names is missing');
  elements.next();
  if (elements.size % width !== 0) elements.fail('the field names do not have the given length');
  return Array.from({ length: elements.size / width }, (_, i) => {
    const start = elements.start + i * width;
    return latin1(source.bytes, start, start + width).replace(/\0[^]*$/, '');
  });
}

function checkIndex(index: number, length: number): void {
  if (!(Number.isInteger(index) && index >= 0 && index < length)) {
    throw new RangeError(`index ${index} of ${length}`);
  }
}

function product(shape: readonly number[]): number {
  return shape.reduce((total, size) => total * size, 1);
}
