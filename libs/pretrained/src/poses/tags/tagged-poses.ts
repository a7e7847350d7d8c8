import type { AnnotatedPose, XyxyBox } from '@turbo-hoi/core';
import { pointToImage, type View } from '../../images/view';
import { type GroupOptions, groupByTags } from './group-by-tags';
import type { TagMaps } from './joint-peaks';

/**
 * The people of associative embedding as a pose annotator returns them: {@link groupByTags} in pixels of the image.
 *
 * The maps cover the view. A person's box is that of the joints found; the score is the mean over all K joints, missing ones counting 0
 * (princeton-vl/pose-ae-train, `test.py`).
 */
export function taggedPoses(maps: TagMaps, view: View, options?: GroupOptions): AnnotatedPose[] {
  return groupByTags(maps, options).map((joints) => {
    const keypoints = new Float32Array(joints.length);
    let [x1, y1, x2, y2, total] = [Infinity, Infinity, -Infinity, -Infinity, 0];
    for (let at = 0; at < joints.length; at += 3) {
      const score = joints[at + 2];
      if (score === 0) continue;
      const [x, y] = pointToImage(
        view,
        (joints[at] / maps.width) * view.width,
        (joints[at + 1] / maps.height) * view.height,
      );
      keypoints.set([x, y, score], at);
      [x1, y1, x2, y2] = [Math.min(x1, x), Math.min(y1, y), Math.max(x2, x), Math.max(y2, y)];
      total += score;
    }
    const box: XyxyBox = [x1, y1, x2, y2];
    return { box, score: (3 * total) / joints.length, keypoints };
  });
}
