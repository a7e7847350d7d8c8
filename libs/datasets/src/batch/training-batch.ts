/** What one training step learns from: R rows of people, P rows of proposals, always of these sizes. */
export interface TrainingBatch {
  /** [B,H,W,3], RGB; padded on the right and below to one size. */
  readonly images: Uint8Array;
  readonly shape: { readonly batch: number; readonly height: number; readonly width: number };
  readonly people: PeopleRows;
  readonly hoi: HoiTargetRows;
  readonly pose: PoseTargetRows;
  readonly detection: DetectionRows;
  /** Where `BatchSizes.objects` is set. */
  readonly objects?: ObjectRows;
  /** Where `BatchSizes.objects` is set; rows of `people` and `objects`. */
  readonly pairs?: PairRows;
  /** What else is known of each row of `people`, by name; travels to the model's modules as it is. */
  readonly fields?: Readonly<Record<string, FieldRows>>;
}

/** Objects that people are paired with. */
export interface ObjectRows {
  /** [O,4] xyxy. */
  readonly boxes: Float32Array;
  /** [O]: which image of the batch, ascending. */
  readonly imageIndex: Int32Array;
  /** [O]: index of the object class, 0 = person; -1 where the row only fills up the fixed size. */
  readonly classes: Int32Array;
  /** [O], in 0..1. */
  readonly scores: Float32Array;
}

/** Pairs of a person and an object, with the targets of a loss of pairs. */
export interface PairRows {
  /** [P]: row of `people`. */
  readonly person: Int32Array;
  /** [P]: row of `objects`. */
  readonly object: Int32Array;
  /** [P]: 0 where the row is no pair. */
  readonly valid: Float32Array;
  /** [P,A]: 1 where the person does the action of the column with the object. */
  readonly labels: Float32Array;
  /** [P]: 1 where the row is a pair of a person whose actions are annotated. */
  readonly annotated: Float32Array;
}

/** Numbers of a batch's people. */
export interface FieldRows {
  /** [R,…shape], row-major. */
  readonly data: Float32Array;
  /** Of a row. */
  readonly shape: readonly number[];
}

/** Proposals of people that the stages are trained on. */
export interface PeopleRows {
  /** [R,4] xyxy. */
  readonly boxes: Float32Array;
  /** [R]: which image of the batch, ascending. */
  readonly imageIndex: Int32Array;
  /** [R]: 0 where the row only fills up the fixed size. */
  readonly valid: Float32Array;
}

/** Targets of L_HOI. */
export interface HoiTargetRows {
  /** [R,A]. */
  readonly labels: Float32Array;
  /** [R]: 1 where the person's actions are annotated. */
  readonly annotated: Float32Array;
  /** [R,4A]: Eq. 2. */
  readonly offsets: Float32Array;
  /** [R,A]: 1 where `offsets` holds an annotated target. */
  readonly located: Float32Array;
}

/** Targets of L_pose. */
export interface PoseTargetRows {
  /** [R,K]: `y · M + x`. */
  readonly cells: Int32Array;
  /** [R,K], 0..1: the keypoint's weight where it is labelled and inside the box (1: by hand), else 0. */
  readonly visible: Float32Array;
}

/** Proposals of anything, with the targets of L_det. */
export interface DetectionRows {
  /** [P,4] xyxy. */
  readonly boxes: Float32Array;
  /** [P]: which image of the batch, ascending. */
  readonly imageIndex: Int32Array;
  /** [P]: 0 where the row only fills up the fixed size. */
  readonly valid: Float32Array;
  /** [P]: 0 = background, else 1 + index of the object class. */
  readonly classes: Int32Array;
  /** [P,4]: (dx, dy, dw, dh) weighted 10, 10, 5, 5; 0 for background. */
  readonly deltas: Float32Array;
}

/** The fixed sizes of a batch. */
export interface BatchSizes {
  /** R. */
  readonly people: number;
  /** P. */
  readonly proposals: number;
  /** Largest share of foreground among the P, 0..1; default 0.5. */
  readonly foreground?: number;
  /** Whether keypoints that are labelled though hidden (v = 1) count; default true. */
  readonly hiddenKeypoints?: boolean;
  /** M; null where the model estimates no poses. */
  readonly heatmapSide: number | null;
  /** Objects an image that people are paired with; absent: the model needs none. */
  readonly objects?: number;
  /** The sides of the padded images are multiples of this; default 1. */
  readonly multiple?: number;
  /** RGB in 0..255 of the padding: what the stem's normalisation brings to zero; default black. */
  readonly padColor?: readonly number[];
}
