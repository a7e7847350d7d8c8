/** The most that a package may weigh, in kB of 1000 bytes; a change that needs more raises it on purpose. */
export interface SizeBudget {
  /** The packed tarball, compressed. */
  readonly tarball: number;
  /** The root export without its dependencies, bundled and minified; null: for Node alone. */
  readonly bundle: number | null;
}

/** A fifth above the sizes of 2026-12-01, by package without scope. */
export const SIZE_BUDGETS: Readonly<Record<string, SizeBudget>> = {
  backends: { tarball: 280, bundle: null },
  checkpoints: { tarball: 30, bundle: null },
  core: { tarball: 80, bundle: null },
  datasets: { tarball: 2600, bundle: null },
  detection: { tarball: 53, bundle: null },
  evaluation: { tarball: 180, bundle: null },
  experiment: { tarball: 240, bundle: null },
  files: { tarball: 35, bundle: null },
  formats: { tarball: 230, bundle: null },
  'hoi-module': { tarball: 88, bundle: null },
  inference: { tarball: 175, bundle: null },
  mpi: { tarball: 35, bundle: null },
  nn: { tarball: 105, bundle: null },
  photo: { tarball: 2000, bundle: null },
  'pose-module': { tarball: 60, bundle: null },
  pretrained: { tarball: 110, bundle: null },
  stem: { tarball: 98, bundle: null },
  training: { tarball: 86, bundle: null },
  'turbo-hoi': { tarball: 560, bundle: null },
  'turbo-loop': { tarball: 55, bundle: null },
  visualization: { tarball: 175, bundle: null },
  weights: { tarball: 128, bundle: null },
};
