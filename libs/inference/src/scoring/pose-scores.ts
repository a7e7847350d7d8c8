/**
 * One score per pose, [P]: s_h times the mean peak probability of its keypoints.
 *
 * @param personScores s_h, [P]
 * @param keypoints [P,K,3] x, y, peak
 */
export function poseScores(personScores: Float32Array, keypoints: Float32Array): Float32Array {
  const count = keypoints.length / 3 / Math.max(1, personScores.length);
  return personScores.map((score, person) => {
    let sum = 0;
    for (let k = 0; k < count; k++) sum += keypoints[3 * (person * count + k) + 2];
    return (score * sum) / count;
  });
}

/** Rows of [P,K,3] that are poses: at least one keypoint has a confidence other than 0. */
export function posedRows(keypoints: Float32Array, people: number): number[] {
  const width = keypoints.length / Math.max(1, people);
  return Array.from({ length: people }, (_, row) => row).filter((row) =>
    keypoints
      .subarray(row * width, (row + 1) * width)
      .some((value, i) => i % 3 === 2 && value !== 0),
  );
}
