import { TurboHoiError } from '@turbo-hoi/core';

/** Bytes of a MATLAB file, or of one variable of it that was compressed. */
export interface MatSource {
  readonly file: string;
  readonly bytes: Uint8Array;
  readonly view: DataView;
  readonly littleEndian: boolean;
  readonly inflated: boolean;
}

/** Where in its variable a value lies; a path is put together only for a message. */
export interface MatPlace {
  readonly parent?: MatPlace;
  /** A cell's index, or the text of the step. */
  readonly step: number | string;
}

export function matSource(
  file: string,
  given: Uint8Array,
  littleEndian: boolean,
  inflated: boolean,
): MatSource {
  const { buffer, byteOffset, byteLength } = given;
  const view = new DataView(buffer, byteOffset, byteLength);
  // Not a Buffer of Node's, whose `slice` does not copy.
  const bytes = new Uint8Array(buffer, byteOffset, byteLength);
  return { file, bytes, view, littleEndian, inflated };
}

/** @throws TurboHoiError `data` always */
export function failAt(source: MatSource, place: MatPlace, at: number, what: string): never {
  const where = source.inflated ? `byte ${at} of its inflated data` : `byte ${at}`;
  throw new TurboHoiError('data', `${source.file}: ${pathOf(place)}, ${where}: ${what}`);
}

/** The path in MATLAB's notation, with indices from 1. */
function pathOf({ parent, step }: MatPlace): string {
  const text = typeof step === 'number' ? `{${step + 1}}` : step;
  return parent === undefined ? text : pathOf(parent) + text;
}
