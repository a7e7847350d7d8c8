import type { Differences, Figures } from './check-limits';
import type { DetectorFigures, PoseFigures } from './measure';

export function printFigures({ detectors, poses, stem }: Figures): void {
  detectors.forEach(printDetector);
  poses.forEach(printPoses);
  console.log(`  graph-model [${stem.shape.join(', ')}]: ${stem.milliseconds.toFixed(0)} ms`);
}

export function printDifferences({ boxes, features }: Differences): void {
  console.log(
    `  differs by ${boxes.toExponential(1)} px, features by ${features.toExponential(1)}`,
  );
}

function printDetector({ what, boxes, iou, milliseconds }: DetectorFigures): void {
  console.log(`  ${what}: IoU ${iou.toFixed(3)}, ${milliseconds.toFixed(0)} ms`);
  for (const { name, score, box } of boxes) {
    const edges = box.map((edge) => edge.toFixed(1)).join(', ');
    console.log(`    ${name} ${score.toFixed(3)} [${edges}]`);
  }
}

function printPoses({ what, score, oks, milliseconds }: PoseFigures): void {
  const figures = `OKS ${oks.toFixed(3)}, score ${score.toFixed(3)}, ${milliseconds.toFixed(0)} ms`;
  console.log(`  movenet ${what}: ${figures}`);
}
