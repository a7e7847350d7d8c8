import type { KeypointLayout } from '@turbo-hoi/core';
import type { LabelledBox, PersonTruth } from '../overlay/example-image';

/** Content of a data set page: findings, counts, and samples with their annotations. */
export interface Gallery {
  readonly title: string;
  /** A remark at the top of the page. */
  readonly remark?: string;
  readonly facts: readonly (readonly [name: string, value: number])[];
  readonly findings: readonly GalleryFinding[];
  readonly tables: readonly GalleryTable[];
  readonly samples: readonly GallerySample[];
}

export interface GalleryFinding {
  readonly severity: 'error' | 'warning' | 'note';
  readonly title: string;
  readonly count: number;
  /** The first affected entries. */
  readonly examples: readonly string[];
}

export interface GalleryTable {
  /** Id of its section on the page. */
  readonly id: string;
  readonly title: string;
  readonly note?: string;
  /** True: folded by default. */
  readonly folded?: boolean;
  /** True: its rows count different things, so it has no bars. */
  readonly mixed?: boolean;
  readonly columns: readonly string[];
  readonly rows: readonly GalleryRow[];
}

export interface GalleryRow {
  readonly name: string;
  /** True for a part of the row above. */
  readonly isPart?: boolean;
  /** One per column; null: unknown. */
  readonly values: readonly (number | null)[];
}

/** An image with its annotations; boxes in pixels of `width` × `height`. */
export interface GallerySample {
  readonly title: string;
  readonly id: number;
  readonly split: string;
  readonly width: number;
  readonly height: number;
  /** URL of the picture, of any size; a `data:` URL makes the page self-contained. */
  readonly image: string;
  readonly layout: KeypointLayout;
  readonly people: readonly PersonTruth[];
  readonly objects: readonly LabelledBox[];
}
