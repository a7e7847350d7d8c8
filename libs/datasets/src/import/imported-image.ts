import type { XyxyBox } from '@turbo-hoi/core';

/** A keypoint of a region: x, y in pixels and COCO's visibility. */
export type ImportedKeypoint = readonly [x: number, y: number, v: number];

/** An annotated person or object of another tool's export. */
export interface ImportedRegion {
  /** Unique in its image. */
  readonly id: string;
  /** The tool's label. */
  readonly label: string;
  /** In pixels, not clipped to the image. */
  readonly box: XyxyBox;
  readonly crowd: boolean;
  /** By name; null: none. */
  readonly keypoints: ReadonlyMap<string, ImportedKeypoint> | null;
  /** Names of a person's actions, or of what a linked person does with an object. */
  readonly actions: readonly string[];
  /** For messages. */
  readonly where: string;
}

/** Two regions that belong together, in either order. */
export interface ImportedLink {
  readonly from: string;
  readonly to: string;
  /** Names of the actions; empty: those of the regions tell. */
  readonly names: readonly string[];
  readonly where: string;
}

/** An image of another tool's export. */
export interface ImportedImage {
  /** Name of the file as the export has it. */
  readonly file: string;
  /** Null: not in the export. */
  readonly size: { readonly width: number; readonly height: number } | null;
  readonly regions: readonly ImportedRegion[];
  readonly links: readonly ImportedLink[];
}
