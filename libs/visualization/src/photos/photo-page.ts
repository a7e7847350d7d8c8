import type { LabelledBox } from '../overlay/example-image';

/** What was found in photos, to look through; the pictures are files beside the page. */
export interface PhotoPage {
  readonly title: string;
  /** To know before all else, such as which part was trained on what. */
  readonly remarks: readonly string[];
  readonly facts: readonly (readonly [name: string, value: number])[];
  /** The drawings of every photo, by what their files' names end in; the first is shown. */
  readonly drawings: readonly { readonly id: string; readonly label: string }[];
  readonly photos: readonly PagePhoto[];
  /** Photos that could not be read, with the reason. */
  readonly unreadable: readonly string[];
}

export interface PagePhoto {
  readonly name: string;
  /** Of the photo in pixels. */
  readonly width: number;
  readonly height: number;
  /** Of a drawing's picture, relative to the page. */
  picture(drawing: string): string;
  /** Address of the document, relative to the page. */
  readonly document: string;
  /** As the drawings number them. */
  readonly people: readonly PagePerson[];
  readonly objects: readonly Pick<LabelledBox, 'label'>[];
}

export interface PagePerson {
  readonly score: number;
  /** Best first; null: nothing recognises actions. */
  readonly actions:
    | readonly {
        readonly name: string;
        readonly score: number;
        readonly target: string | null;
      }[]
    | null;
}
