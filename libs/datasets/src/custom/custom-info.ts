import {
  actionVocabulary,
  COCO_KEYPOINTS,
  TurboHoiError,
  type DatasetInfo,
  type KeypointLayout,
} from '@turbo-hoi/core';
import {
  CUSTOM_FORMAT,
  CUSTOM_VERSION,
  customHeaderSchema,
  type CustomHeader,
} from './custom-schema';
import { suggestion } from './nearest-name';
import { checkSchema } from './schema-issues';

/** The vocabulary of a data set file. */
export interface CustomVocabulary {
  readonly info: DatasetInfo;
  /** False if the data set has no keypoints; `info.keypoints` is then COCO's, without annotations. */
  readonly hasKeypoints: boolean;
  /** The pixels that annotations mean where EXIF turns an image. */
  readonly orientation: CustomHeader['orientation'];
}

const DEFAULT_SIGMA = 0.05;

/**
 * Checks the vocabulary of a data set file.
 *
 * @param header the document without its images
 * @throws TurboHoiError `data` for another format or version, and for names that are missing, double or unknown
 */
export function customVocabulary(header: unknown, file: string): CustomVocabulary {
  const { format, version } = (header ?? {}) as Record<string, unknown>;
  if (format !== CUSTOM_FORMAT || version !== CUSTOM_VERSION) {
    throw new TurboHoiError(
      'data',
      `${file}: format, version: got ${JSON.stringify(format)}, ${JSON.stringify(version)}; ` +
        `expected "${CUSTOM_FORMAT}", ${CUSTOM_VERSION}.`,
    );
  }
  const checked = checkSchema(customHeaderSchema, header);
  if ('issues' in checked) {
    const lines = checked.issues.map(({ path, text }) => `${file}: ${path}: ${text}`);
    throw new TurboHoiError('data', lines.join('\n'));
  }
  const { name, actions, objectClasses, keypoints, orientation } = checked.value;
  refuseTwice(
    actions.map((action) => action.name),
    'actions',
    file,
  );
  actions.forEach(({ roles }, i) => refuseTwice(roles, `actions[${i}].roles`, file));
  refuseTwice(objectClasses, 'objectClasses', file);
  if (objectClasses[0] !== 'person') {
    fail(file, `objectClasses[0]: got "${objectClasses[0]}"; expected "person", then the others`);
  }
  return {
    info: {
      name,
      actions: actionVocabulary(actions),
      keypoints:
        typeof keypoints === 'object' && keypoints !== null
          ? layoutOf(keypoints, file)
          : COCO_KEYPOINTS,
      objectClasses,
    },
    hasKeypoints: keypoints !== null,
    orientation,
  };
}

type OwnLayout = Exclude<CustomHeader['keypoints'], 'coco' | null>;

function layoutOf({ names, mirror, sigmas, bones }: OwnLayout, file: string): KeypointLayout {
  refuseTwice(names, 'keypoints.names', file);
  const indexOf = (name: string, path: string) => {
    const found = names.indexOf(name);
    if (found < 0) fail(file, `${path}: got "${name}"; ${suggestion(name, names)}`);
    return found;
  };
  const pairs = (list: readonly (readonly [string, string])[], path: string) =>
    list.map(([a, b], i): [number, number] => [
      indexOf(a, `${path}[${i}][0]`),
      indexOf(b, `${path}[${i}][1]`),
    ]);
  const partner = names.map((_, k) => k);
  for (const [left, right] of pairs(mirror, 'keypoints.mirror')) {
    if (left === right || partner[left] !== left || partner[right] !== right) {
      fail(file, `keypoints.mirror: "${names[left]}" and "${names[right]}" have to be one pair`);
    }
    [partner[left], partner[right]] = [right, left];
  }
  if (sigmas && sigmas.length !== names.length) {
    fail(
      file,
      `keypoints.sigmas: got ${sigmas.length}; expected one for each of the ${names.length} names`,
    );
  }
  return {
    names,
    mirror: partner,
    sigmas: sigmas ?? names.map(() => DEFAULT_SIGMA),
    bones: pairs(bones, 'keypoints.bones'),
  };
}

function refuseTwice(names: readonly string[], path: string, file: string): void {
  const twice = names.findIndex((name, i) => names.indexOf(name) < i);
  if (twice >= 0) fail(file, `${path}[${twice}]: "${names[twice]}" is listed twice; list it once`);
}

function fail(file: string, what: string): never {
  throw new TurboHoiError('data', `${file}: ${what}.`);
}
