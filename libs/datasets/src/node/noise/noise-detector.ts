import {
  definePlugin,
  type Detections,
  type Detector,
  type DetectorContext,
  DETECTORS,
  type Rng,
  type Sample,
} from '@turbo-hoi/core';
import { z } from 'zod';
import { checkSchema } from '../../custom/schema-issues';
import { DEFAULT_NOISE } from '../../noise/default-noise';
import { exactDetections } from '../../noise/exact-detections';
import { type DetectionNoise, detectionNoiseSchema } from '../../noise/noise-schema';
import { PHOTO_NOISE } from '../../noise/photo-noise';
import { DetectionSimulator, FULL_NOISE, type NoiseFactors } from '../../noise/simulate-detections';
import { pathOption } from '../path-option';
import { readDetectionNoise } from './read-detection-noise';

const share = z.number().min(0).max(1);
const factor = z.number().nonnegative();

type NamedNoise = 'none' | 'default' | 'photo';

/** `none`, `default`, `photo`, or rates; issues name the field of the rates. */
const noiseOption = z
  .custom<NamedNoise | DetectionNoise>()
  .transform((given, context): NamedNoise | DetectionNoise => {
    if (given === 'none' || given === 'default' || given === 'photo') return given;
    const checked = checkSchema(detectionNoiseSchema, given);
    if ('value' in checked) return checked.value;
    for (const { path, text } of checked.issues) {
      const message = path === '' ? `${text}; or "none", "default" or "photo"` : `${path}: ${text}`;
      context.issues.push({ code: 'custom', input: given, message });
    }
    return z.NEVER;
  });

export const noiseDetectorSchema = z
  .strictObject({
    /**
     * The rates of its errors: `none` (annotations exactly), `default` (chosen by hand), `photo` (measured on photographs), or an object as a
     * file has them.
     */
    noise: noiseOption.default('default'),
    /** A JSON file of rates, in place of `noise`. */
    file: pathOption.optional(),
    /** Share of the images that are detected exactly while a model is trained. */
    exactShare: share.default(0),
    /** Share of the images with fewer errors while a model is trained, … */
    lightShare: share.default(0.25),
    /** … whose rates are multiplied by these. */
    light: z
      .strictObject({
        jitter: factor.default(0.3),
        misses: factor.default(0.3),
        falseBoxes: factor.default(0.3),
        pose: factor.default(0.4),
      })
      .prefault({}),
    /** Detections of an image, people first, each kind by descending score. */
    maxDetections: z.int().positive().default(40),
    /** People among them. */
    maxPeople: z.int().nonnegative().default(16),
  })
  .refine(({ file, noise }) => file === undefined || noise === 'default', {
    path: ['file'],
    error: 'expected either noise or a file',
  })
  .refine(({ exactShare, lightShare }) => exactShare + lightShare <= 1, {
    path: ['lightShare'],
    error: 'expected exactShare and lightShare of at most 1 together',
  });

export type NoiseDetectorOptions = z.output<typeof noiseDetectorSchema>;

/** Kind `detection-noise`: what a detector of boxes and skeletons finds, simulated from the annotations. */
export const noiseDetector = definePlugin(DETECTORS, {
  kind: 'detection-noise',
  schema: noiseDetectorSchema,
  traits: { needsAnnotations: true, readsNoPixels: true },
  create: (options, context) => new NoiseDetector(options, context),
});

/** Detections are new for each generator; while a model is trained, some images have none or fewer of the errors. */
class NoiseDetector implements Detector {
  readonly whileTraining: Detector;
  private readonly simulator: DetectionSimulator | null;

  constructor(
    private readonly options: NoiseDetectorOptions,
    private readonly context: DetectorContext,
  ) {
    const { dataset, warn } = context;
    const { noise, file } = options;
    const rates = file === undefined ? noise : readDetectionNoise(file, warn);
    this.simulator =
      rates === 'none' ? null : new DetectionSimulator(ratesOf(rates), dataset, options);
    this.whileTraining = { propose: async (sample, rng) => this.varied(sample, rng) };
  }

  async propose(sample: Sample, rng: Rng): Promise<Detections> {
    return this.detect(sample, rng.fork('detection-noise', sample.imageId), FULL_NOISE);
  }

  private varied(sample: Sample, rng: Rng): Detections {
    const own = rng.fork('detection-noise', sample.imageId);
    const { exactShare, lightShare, light } = this.options;
    const drawn = own.next();
    if (drawn < exactShare) return this.exact(sample);
    return this.detect(sample, own, drawn < exactShare + lightShare ? light : FULL_NOISE);
  }

  private detect(sample: Sample, rng: Rng, factors: NoiseFactors): Detections {
    return this.simulator?.simulate(sample, rng, factors) ?? this.exact(sample);
  }

  private exact(sample: Sample): Detections {
    return exactDetections(sample, this.context.dataset.keypoints, this.options);
  }
}

function ratesOf(rates: 'default' | 'photo' | DetectionNoise): DetectionNoise {
  if (rates === 'default') return DEFAULT_NOISE;
  return rates === 'photo' ? PHOTO_NOISE : rates;
}
