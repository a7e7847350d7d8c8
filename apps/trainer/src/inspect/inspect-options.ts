/** The options of `inspect` as parsed by commander. */
export interface InspectCommandOptions {
  readonly dataset?: string;
  readonly root?: string;
  readonly split: 'train' | 'validation' | 'test' | 'all';
  readonly out?: string;
  readonly page: boolean;
  readonly samples?: number;
  readonly seed: number;
  readonly checkImages?: true;
  readonly skipBad?: true;
  readonly set?: readonly string[];
  readonly json?: string;
  readonly plugin?: readonly string[];
}

/** The same once the data set has a kind. */
export type InspectOptions = InspectCommandOptions & { readonly dataset: string };
