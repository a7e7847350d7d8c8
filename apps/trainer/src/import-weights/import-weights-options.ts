import type { ModelName, PixelFormatName, WeightOrigin } from '@turbo-hoi/weights';

/** The options of `import-weights` as parsed by commander. */
export interface ImportWeightsOptions {
  readonly from?: WeightOrigin;
  readonly file: string;
  readonly out?: string;
  readonly model?: ModelName;
  readonly pixels?: PixelFormatName;
  readonly normEps?: number;
  readonly export?: 'torchvision';
  readonly list?: true;
  readonly json?: true;
}
