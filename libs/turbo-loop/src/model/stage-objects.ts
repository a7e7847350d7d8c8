import type {
  FeatureMap,
  HoiNeeds,
  HoiObjects,
  ObjectFeatures,
  ObjectRois,
  RoiMap,
} from '@turbo-hoi/core';
import { needsObjects } from './model-needs';
import type { RoiPooler } from './roi-features';

/** Provides the objects in the RoI form that each HOI module needs; each form is pooled once for all stages. */
export class StageObjects {
  private readonly pooled = new Map<string, RoiMap>();

  /** @param detected predictions of the object branch for the objects, if a module needs them */
  constructor(
    private readonly pooler: RoiPooler,
    private readonly map: FeatureMap,
    private readonly objects: ObjectRois | null,
    private readonly detected: ObjectFeatures | null,
    /** Features in the form of people's from a stem that reads layouts; they are not pooled then. */
    given: RoiMap | null = null,
  ) {
    if (given) this.pooled.set('people', given);
  }

  /** The objects for a module; null if it needs none. */
  of(needs: HoiNeeds | undefined): HoiObjects | null {
    if (!needs || !this.objects || !needsObjects(needs)) return null;
    return {
      ...this.objects,
      features: needs.objects ? this.features(this.objects, needs.objects) : null,
      detected: needs.detections ? this.detected : null,
    };
  }

  private features({ rois }: ObjectRois, form: NonNullable<HoiNeeds['objects']>): RoiMap {
    const key = form === 'people' ? form : `${form.side} ${form.aligned}`;
    const known = this.pooled.get(key);
    if (known) return known;
    const features = this.pooler.pool(this.map, rois, form === 'people' ? undefined : form);
    this.pooled.set(key, features);
    return features;
  }
}
