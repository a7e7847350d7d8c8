/** Inputs and targets of one training step: R rows of people, P rows of proposals, fixed sizes. */
export interface TrainingBatch {
  /** [B,H,W,3], RGB; padded on the right and below to one size. */
  readonly images: Uint8Array;
  readonly shape: { readonly batch: number; readonly height: number; readonly width: number };
  readonly people: PeopleRows;
  readonly peopleLeftOut?: LeftOutCount;
  readonly hoi: HoiTargetRows;
  readonly pose: PoseTargetRows;
  readonly detection: DetectionRows;
  /** Present if `BatchSizes.objects` is set. */
  readonly objects?: ObjectRows;
  /** Present if `BatchSizes.objects` is set; indices into `people` and `objects`. */
  readonly pairs?: PairRows;
  /** Present if `BatchSizes.layout` is set; `images` then hold one pixel each. */
  readonly layout?: LayoutInputs;
  /** Additional values per row of `people`, by name; passed to the model's modules unchanged. */
  readonly fields?: Readonly<Record<string, FieldRows>>;
}

/** Annotated people or objects of a batch's images. */
export interface LeftOutCount {
  /** Those with a matching proposal. */
  readonly found: number;
  /** Those of them without a row, since the number of rows is fixed. */
  readonly left: number;
}

/** Objects that people are paired with. */
export interface ObjectRows {
  /** [O,4] xyxy. */
  readonly boxes: Float32Array;
  /** [O] – index of the image in the batch, ascending. */
  readonly imageIndex: Int32Array;
  /** [O] – index of the object class, 0 = person; -1 for padding rows. */
  readonly classes: Int32Array;
  /** [O], in 0..1. */
  readonly scores: Float32Array;
  /** [O·3K] skeletons: x, y in pixels and confidence, zeros for missing joints; present if `BatchSizes.layout` is set. */
  readonly keypoints?: Float32Array;
  readonly leftOut?: LeftOutCount;
}

/** Inputs of a layout stem beside the objects. */
export interface LayoutInputs {
  /** [B,2] width and height of each image in pixels. */
  readonly sizes: Float32Array;
  /** [R] – row of `objects` that is the person; padding rows: any row of their image. */
  readonly own: Int32Array;
}

/** Pairs of a person and an object, with the targets of a loss of pairs. */
export interface PairRows {
  /** [P] – row of `people`. */
  readonly person: Int32Array;
  /** [P] – row of `objects`. */
  readonly object: Int32Array;
  /** [P] – 1 for pairs, 0 for padding rows. */
  readonly valid: Float32Array;
  /** [P,A] – 1 if the person does the column's action with the object. */
  readonly labels: Float32Array;
  /** [P] – 1 for pairs of people with annotated actions, more for those that stand for pairs left out, otherwise 0. */
  readonly annotated: Float32Array;
}

/** An additional value of a batch's people. */
export interface FieldRows {
  /** [R,…shape], row-major. */
  readonly data: Float32Array;
  /** Shape of a row. */
  readonly shape: readonly number[];
}

/** Proposals of people that the stages are trained on. */
export interface PeopleRows {
  /** [R,4] xyxy. */
  readonly boxes: Float32Array;
  /** [R] – index of the image in the batch, ascending. */
  readonly imageIndex: Int32Array;
  /** [R] – 1, or 0 for padding rows. */
  readonly valid: Float32Array;
}

/** Targets of L_HOI. */
export interface HoiTargetRows {
  /** [R,A]. */
  readonly labels: Float32Array;
  /** [R] – 1 if the person's actions are annotated. */
  readonly annotated: Float32Array;
  /** [R,4A] – targets of Eq. 2, relative to the person's box. */
  readonly offsets: Float32Array;
  /** [R,A] – 1 if `offsets` has an annotated target. */
  readonly located: Float32Array;
}

/** Targets of L_pose. */
export interface PoseTargetRows {
  /** [R,K] – `y · M + x`. */
  readonly cells: Int32Array;
  /** [R,K], 0..1: the keypoint's weight if it is labelled and inside the box (1: by hand), otherwise 0. */
  readonly visible: Float32Array;
  /** [R,2K] – all x in -1..1 of the box, all y; 0 where not labelled; present if `BatchSizes.layout` is set. */
  readonly points?: Float32Array;
}

/** Proposals of all classes, with the targets of L_det. */
export interface DetectionRows {
  /** [P,4] xyxy. */
  readonly boxes: Float32Array;
  /** [P] – index of the image in the batch, ascending. */
  readonly imageIndex: Int32Array;
  /** [P] – 1, or 0 for padding rows. */
  readonly valid: Float32Array;
  /** [P] – 0 = background, else 1 + index of the object class. */
  readonly classes: Int32Array;
  /** [P,4] – (dx, dy, dw, dh) weighted 10, 10, 5, 5; 0 for background. */
  readonly deltas: Float32Array;
}

/** Shares of the pairs without any action that are kept, each with the weight 1 / share, at most 4. */
export interface NegativePairs {
  /** Of objects other than people, nearer to the person than 0.3 √(area of the person's box). */
  readonly near: number;
  /** Of the others. */
  readonly far: number;
  /**
   * Whether pairs have a loss whose object is on nothing annotated of its class (default); false: their weight is 0, and what is learned is
   * the probability given that the box is right.
   */
  readonly falseObjects?: boolean;
}

/** The fixed sizes of a batch; those of layouts have as many rows of people and pairs as there are, at least one. */
export interface BatchSizes {
  /** R. */
  readonly people: number;
  /** P. */
  readonly proposals: number;
  /** Maximum share of foreground among the P rows, 0..1; default 0.5. */
  readonly foreground?: number;
  /** Whether keypoints labelled as hidden (v = 1) are used; default true. */
  readonly hiddenKeypoints?: boolean;
  /** M; null if the model estimates no poses. */
  readonly heatmapSide: number | null;
  /** Number of objects per image that people are paired with; absent if the model needs none. */
  readonly objects?: number;
  /**
   * For models whose stem reads layouts: people are object rows, images hold one pixel, and only pairs whose object class the data set lists as an
   * action's target are built.
   */
  readonly layout?: boolean;
  /** Layouts: whether detections that match nobody with annotated actions are people without any action; default false. */
  readonly negativePeople?: boolean;
  /** Layouts: shares of the pairs without any action that are kept; null or absent: all. */
  readonly negativePairs?: NegativePairs | null;
  /** The sides of the padded images are multiples of this; default 1. */
  readonly multiple?: number;
  /** RGB in 0..255 of the padding, which the stem's normalisation maps to zero; default black. */
  readonly padColor?: readonly number[];
}
