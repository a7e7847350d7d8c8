import type { RgbImage } from '@turbo-hoi/core';
import { centernet } from '../detectors/centernet';
import { LazyModel } from '../source/lazy-model';
import type { ModelSource } from '../source/model-source';
import type { Scene } from './box-features';
import { decodeMaps } from './decode-maps';
import { NANODET_MULTIPLE, nanodetMaps } from './nanodet-maps';
import { personViews } from './person-views';
import type { PhotoOptions } from './photo-schema';
import { mirrored, type PhotoView, renderPhotoView, VIEW_KINDS, wholeViews } from './photo-views';
import { mergeViews, seenInView, type SeenInView } from './seen-in-view';

/** Least score of a box in one view. */
const MIN_SCORE = 0.04;

/** What the detection models see of one photo, view by view. */
export interface PhotoSight {
  readonly seen: readonly SeenInView[];
  readonly scene: Scene;
}

type LookOptions = Pick<PhotoOptions, 'views' | 'flips' | 'crops' | 'cropSide' | 'centernet'>;

/** Looks at a photo at several sizes and again around its people. */
export class PhotoLook {
  private readonly nanodet: LazyModel;
  private readonly centernet: LazyModel;

  constructor(
    private readonly options: LookOptions,
    source: ModelSource,
  ) {
    this.nanodet = new LazyModel(source, 'nanodet');
    this.centernet = new LazyModel(source, 'centernet');
  }

  async see(image: RgbImage): Promise<PhotoSight> {
    const { views, flips, crops, cropSide } = this.options;
    const once = wholeViews(image, views, NANODET_MULTIPLE);
    const whole = flips ? once.flatMap((view) => [view, mirrored(view)]) : once;
    const seen = await this.inViews(image, whole);
    const people = crops > 0 ? personViews(image, mergeViews(seen, image), crops, cropSide) : [];
    seen.push(...(await this.inViews(image, people)));
    if (this.options.centernet) seen.push(await this.withCenternet(image));
    const taken = new Set(seen.map(({ kind }) => kind));
    // Without people, no view around one was missed: the kind was taken and covers nothing.
    if (crops > 0) taken.add('person');
    const kinds = VIEW_KINDS.filter((kind) => taken.has(kind));
    return { seen, scene: { image, kinds, regions: people.map(({ box }) => box) } };
  }

  dispose(): void {
    this.nanodet.dispose();
    this.centernet.dispose();
  }

  private async inViews(image: RgbImage, views: readonly PhotoView[]): Promise<SeenInView[]> {
    const graph = await this.nanodet.get();
    const seen: SeenInView[] = [];
    for (const view of views) {
      const pixels = renderPhotoView(image, view);
      const maps = await nanodetMaps(graph, pixels, view.width, view.height);
      seen.push(seenInView(image, view, decodeMaps(maps, MIN_SCORE)));
    }
    return seen;
  }

  private async withCenternet(image: RgbImage): Promise<SeenInView> {
    const graph = await this.centernet.get();
    const view = { ...centernet.view(image), kind: 'centernet', isMirrored: false } as const;
    const pixels = renderPhotoView(image, view);
    return seenInView(image, view, await centernet.detect(graph, pixels, MIN_SCORE));
  }
}
