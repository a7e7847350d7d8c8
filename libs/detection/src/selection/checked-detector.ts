import { type Detections, type Detector, TurboHoiError } from '@turbo-hoi/core';

/**
 * The detector with its results checked: as many scores and classes as boxes, finite numbers, known classes.
 *
 * @param kind of the detector, for messages
 * @param classes number of object classes of the data set
 * @param keypoints K of the data set; absent: the length of skeletons is not checked
 */
export function checkedDetector(
  detector: Detector,
  kind: string,
  classes: number,
  keypoints?: number,
): Detector {
  const check = (found: Detections) => checkDetections(found, kind, classes, keypoints);
  const { proposeAll } = detector;
  return {
    // Asked for late: a key may be the hash of a file, which need not be there before the first image.
    get proposesOnly() {
      return detector.proposesOnly;
    },
    get cacheKey() {
      return detector.cacheKey;
    },
    get trainedOn() {
      return detector.trainedOn;
    },
    ...(detector.expect && { expect: (images) => detector.expect!(images) }),
    propose: async (sample, rng) => check(await detector.propose(sample, rng)),
    ...(proposeAll && {
      proposeAll: async (samples) => (await proposeAll.call(detector, samples)).map(check),
    }),
    ...(detector.whileTraining && {
      whileTraining: checkedDetector(detector.whileTraining, kind, classes, keypoints),
    }),
    dispose: () => detector.dispose?.(),
  };
}

/** @throws TurboHoiError `plugin` for detections that are malformed */
export function checkDetections(
  found: Detections,
  kind: string,
  classes: number,
  keypoints?: number,
): Detections {
  const fail = (reason: string) => new TurboHoiError('plugin', `detector "${kind}": ${reason}`);
  if (!found?.boxes || !found.scores || !found.classes) {
    throw fail('propose() returns no detections; expected { boxes, scores, classes }.');
  }
  const count = found.scores.length;
  if (found.boxes.length !== 4 * count || found.classes.length !== count) {
    throw fail(
      `got ${found.boxes.length} numbers of boxes and ${found.classes.length} classes for ${count} scores; ` +
        'expected four and one each.',
    );
  }
  const bad = found.boxes.findIndex((side) => !Number.isFinite(side));
  if (bad >= 0) throw fail(`boxes[${bad}] is ${found.boxes[bad]}; expected finite pixels.`);
  const score = found.scores.findIndex((one) => !Number.isFinite(one));
  if (score >= 0) throw fail(`scores[${score}] is ${found.scores[score]}; expected 0 to 1.`);
  const unknown = found.classes.findIndex((index) => index < -1 || index >= classes);
  if (unknown >= 0) {
    throw fail(
      `classes[${unknown}] is ${found.classes[unknown]}; expected -1 (not classified) to ${classes - 1}.`,
    );
  }
  checkKeypoints(found, keypoints, fail);
  return found;
}

function checkKeypoints(
  { keypoints, scores }: Detections,
  count: number | undefined,
  fail: (reason: string) => TurboHoiError,
): void {
  if (!keypoints) return;
  if (count !== undefined && keypoints.length !== 3 * count * scores.length) {
    throw fail(
      `got ${keypoints.length} numbers of keypoints for ${scores.length} detections; ` +
        `expected ${3 * count} each: x, y and confidence of ${count} joints.`,
    );
  }
  const bad = keypoints.findIndex((value) => !Number.isFinite(value));
  if (bad >= 0) throw fail(`keypoints[${bad}] is ${keypoints[bad]}; expected finite numbers.`);
}
