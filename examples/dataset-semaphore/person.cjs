/** Hand relative to the shoulder, in sides of the image, by signal: up, to the side, down. */
const HANDS = [
  [0.08, -0.2],
  [0.22, 0],
  [0.06, 0.2],
];

/** The 17 keypoints of COCO, in its order, of a person who shows a signal; x and y in pixels. */
exports.keypointsOf = function keypointsOf(signal, side, rng) {
  const [dx, dy] = [rng.next() - 0.5, rng.next() - 0.5].map((shift) => 0.1 * shift);
  const jitter = () => 0.02 * (rng.next() - 0.5);
  const at = (x, y) => [side * (0.5 + dx + x + jitter()), side * (0.5 + dy + y + jitter())];
  const mirrored = (x, y) => [at(x, y), at(-x, y)];
  const [hand, drop] = HANDS[signal];
  const head = [at(0, -0.25), ...mirrored(0.03, -0.28), ...mirrored(0.05, -0.26)];
  const arms = [
    ...mirrored(0.1, -0.14),
    ...mirrored(0.1 + hand / 2, -0.14 + drop / 2),
    ...mirrored(0.1 + hand, -0.14 + drop),
  ];
  const legs = [...mirrored(0.07, 0.1), ...mirrored(0.08, 0.22), ...mirrored(0.08, 0.34)];
  return [...head, ...arms, ...legs];
};

const LIMBS = [
  [5, 6],
  [5, 7],
  [7, 9],
  [6, 8],
  [8, 10],
  [5, 11],
  [6, 12],
  [11, 12],
  [11, 13],
  [13, 15],
  [12, 14],
  [14, 16],
  [0, 5],
  [0, 6],
];

/** Pixels of a grey image with the person's limbs in white, 3 bytes each. */
exports.drawPerson = function drawPerson(joints, side) {
  const pixels = new Uint8Array(3 * side * side).fill(90);
  for (const [from, to] of LIMBS) {
    for (let i = 0; i <= 2 * side; i++) {
      const t = i / (2 * side);
      const x = Math.round(joints[from][0] * (1 - t) + joints[to][0] * t);
      const y = Math.round(joints[from][1] * (1 - t) + joints[to][1] * t);
      if (x < 0 || y < 0 || x >= side || y >= side) continue;
      pixels.fill(255, 3 * (y * side + x), 3 * (y * side + x) + 3);
    }
  }
  return pixels;
};
