import type { ImageAnnotations, XyxyBox } from '@turbo-hoi/core';
import type { MatInput, NumericArray } from '@turbo-hoi/formats';
import type { ColumnHoi } from './hico-hois';

/** The images of a HICO split; `fileName` is that of the written file. */
export type HicoList = readonly (ImageAnnotations & { readonly fileName: string })[];

/** A HOI of an image: pairs of boxes, or none if the object is not annotated. */
interface ShownHoi {
  readonly hoi: number;
  readonly people: readonly XyxyBox[];
  readonly objects: readonly XyxyBox[];
  /** Indices into `people` and `objects`, from 1. */
  readonly connection: readonly (readonly [number, number])[];
}

/** The variables of `anno_bbox.mat`, with the official names and shapes. */
export function annoBboxVariables(
  hois: readonly ColumnHoi[],
  train: HicoList,
  test: HicoList,
): Record<string, MatInput> {
  return {
    bbox_test: imageStructs(hois, test),
    bbox_train: imageStructs(hois, train),
    list_action: listAction(hois),
  };
}

/**
 * The variables of `anno.mat`: image labels are 1 for a HOI that is shown, 0 if its action is shown with an object of unknown
 * class, and -1 otherwise.
 */
export function annoVariables(
  hois: readonly ColumnHoi[],
  train: HicoList,
  test: HicoList,
): Record<string, MatInput> {
  return {
    anno_test: labels(hois, test),
    anno_train: labels(hois, train),
    list_action: listAction(hois),
    list_test: fileNames(test),
    list_train: fileNames(train),
  };
}

function imageStructs(hois: readonly ColumnHoi[], images: HicoList): MatInput {
  const struct = images.map((image): Record<string, MatInput> => ({
    filename: image.fileName,
    size: {
      struct: [{ width: number(image.width), height: number(image.height), depth: number(3) }],
    },
    hoi: row(shownHois(hois, image).map((shown) => hoiStruct(shown, image))),
  }));
  return row(struct);
}

function hoiStruct(
  { hoi, people, objects, connection }: ShownHoi,
  size: { readonly width: number; readonly height: number },
): Record<string, MatInput> {
  const boxes = (list: readonly XyxyBox[]) => row(list.map((box) => boxStruct(box, size)));
  return {
    id: number(hoi + 1),
    bboxhuman: boxes(people),
    bboxobject: boxes(objects),
    connection:
      connection.length === 0
        ? EMPTY
        : { shape: [connection.length, 2], data: Float64Array.from(connection.flat()) },
    invis: number(connection.length === 0 ? 1 : 0),
  };
}

/** Whole pixels that belong to the box, counted from 1. */
function boxStruct(
  [x1, y1, x2, y2]: XyxyBox,
  { width, height }: { readonly width: number; readonly height: number },
): Record<string, MatInput> {
  const [left, right] = pixels(x1, x2, width);
  const [top, bottom] = pixels(y1, y2, height);
  return { x1: number(left), x2: number(right), y1: number(top), y2: number(bottom) };
}

function pixels(low: number, high: number, size: number): [number, number] {
  const first = Math.min(Math.max(Math.round(low) + 1, 1), size);
  return [first, Math.min(Math.max(Math.round(high), first), size)];
}

function shownHois(hois: readonly ColumnHoi[], { people, objects }: ImageAnnotations): ShownHoi[] {
  const deeds = people.flatMap(({ box, interactions }) =>
    (interactions ?? []).map(({ column, object }) => ({ box, column, object })),
  );
  return hois.flatMap(({ column, category }, hoi): ShownHoi[] => {
    const located = deeds.filter(
      (deed) =>
        deed.column === column &&
        deed.object !== null &&
        objects[deed.object].category === category,
    );
    const [humans, things] = [new Map<XyxyBox, number>(), new Map<number, number>()];
    const connection = located.map(({ box, object }): [number, number] => [
      place(humans, box),
      place(things, object!),
    ]);
    const targets = [...things.keys()].map((object) => objects[object].box);
    if (connection.length > 0) {
      return [{ hoi, people: [...humans.keys()], objects: targets, connection }];
    }
    const unlocated = deeds.some((deed) => deed.column === column && deed.object === null);
    const classes = hois.filter((other) => other.column === column).length;
    return unlocated && classes === 1 ? [{ hoi, people: [], objects: [], connection: [] }] : [];
  });
}

/** The index of a key in order of first use, from 1. */
function place<K>(places: Map<K, number>, key: K): number {
  if (!places.has(key)) places.set(key, places.size + 1);
  return places.get(key)!;
}

function labels(hois: readonly ColumnHoi[], images: HicoList): NumericArray {
  const data = new Float64Array(hois.length * images.length);
  images.forEach((image, i) => {
    const shown = new Set(shownHois(hois, image).map(({ hoi }) => hoi));
    const unclear = new Set(
      image.people.flatMap(({ interactions }) =>
        (interactions ?? []).filter(({ object }) => object === null).map(({ column }) => column),
      ),
    );
    hois.forEach(({ column }, hoi) => {
      data[hoi * images.length + i] = shown.has(hoi) ? 1 : unclear.has(column) ? 0 : -1;
    });
  });
  return { shape: [hois.length, images.length], data };
}

function listAction(hois: readonly ColumnHoi[]): MatInput {
  const struct = hois.map(({ verb, object }): Record<string, MatInput> => ({
    nname: object,
    vname: verb,
    vname_ing: verb,
    syn: EMPTY,
    def: '',
    synset: '',
    ex: '',
  }));
  return { struct, shape: [struct.length, 1] };
}

function fileNames(images: HicoList): MatInput {
  return { cell: images.map(({ fileName }) => fileName), shape: [images.length, 1] };
}

const EMPTY: NumericArray = { shape: [0, 0], data: new Float64Array(0) };

const number = (value: number): NumericArray => ({ shape: [1, 1], data: Float64Array.of(value) });

/** A struct array as a row; MATLAB writes an empty matrix for no elements. */
function row(struct: readonly Record<string, MatInput>[]): MatInput {
  return struct.length === 0 ? EMPTY : { struct, shape: [1, struct.length] };
}
