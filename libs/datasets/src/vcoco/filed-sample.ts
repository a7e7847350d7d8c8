import type { Sample } from '@turbo-hoi/core';
import type { CocoImage } from './format';

/** A sample whose image is in a file. */
export type FiledSample = Omit<Sample, 'image'> & { readonly file: CocoImage };
