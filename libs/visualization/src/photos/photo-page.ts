import type { LabelledBox } from '../overlay/example-image';

/** Content of a page of predictions on photos; the pictures are files beside the page. */
export interface PhotoPage {
  readonly title: string;
  /** Remarks at the top, such as the training data of each part. */
  readonly remarks: readonly string[];
  readonly facts: readonly (readonly [name: string, value: number])[];
  /** The drawings of every photo, by the suffix of their file names; the first is shown. */
  readonly drawings: readonly { readonly id: string; readonly label: string }[];
  readonly photos: readonly PagePhoto[];
  /** Photos that could not be read, with the reason. */
  readonly unreadable: readonly string[];
}

export interface PagePhoto {
  readonly name: string;
  /** Width of the photo in pixels. */
  readonly width: number;
  readonly height: number;
  /** URL of a drawing's picture, relative to the page. */
  picture(drawing: string): string;
  /** URL of the JSON document, relative to the page. */
  readonly document: string;
  /** In the order in which the drawings number them. */
  readonly people: readonly PagePerson[];
  readonly objects: readonly Pick<LabelledBox, 'label'>[];
  /** The interactions that filters look for; absent: those of `people`. */
  readonly triplets?: readonly PageTriplet[];
}

export interface PageTriplet {
  readonly action: string;
  /** Class of the object; null: none. */
  readonly target: string | null;
  /** In 0..1. */
  readonly score: number;
}

export interface PagePerson {
  readonly score: number;
  /** Shown instead of the list of actions. */
  readonly sentence?: string;
  /** Best first; null: the model does not predict actions. */
  readonly actions:
    | readonly {
        readonly name: string;
        readonly score: number;
        readonly target: string | null;
      }[]
    | null;
}
