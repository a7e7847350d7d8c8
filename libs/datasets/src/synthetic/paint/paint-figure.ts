import { otherSide, type Side } from '../figure/joints';
import { add, direction, lerp, middle, scale, subtract, type Vec } from '../geometry/vec';
import type { Canvas, PixelMask, Rgb } from '../raster/canvas';
import { capsule, disc, intersection, polygon, type Shape } from '../raster/shape';
import type { Figure } from '../world/scene';
import { shade } from './colors';
import type { Outfit } from './outfit';
import { paintHead } from './paint-head';

// Less opaque parts are not seen.
const LEAST_SEEN = 0.5;

/** Paints the parts of one figure from back to front and marks its body's pixels. */
export class FigurePainter {
  constructor(
    private readonly canvas: Canvas,
    private readonly body: PixelMask,
    private readonly figure: Figure,
    private readonly outfit: Outfit,
  ) {}

  /** Everything behind the objects that the figure handles. */
  paintBack(): void {
    const { near, armInFront, skin } = this.outfit;
    const { neck, head, unit } = this.figure;
    this.arm(otherSide(near));
    this.leg(otherSide(near));
    this.leg(near);
    this.trunk();
    this.part(capsule(neck, head.center, 0.028 * unit), shade(skin, 0.85));
    paintHead((shape, color) => this.part(shape, color), this.figure, this.outfit);
    if (!armInFront) this.arm(near);
  }

  /** What is before the objects. */
  paintFront(): void {
    const { near, armInFront } = this.outfit;
    if (armInFront) this.arm(near);
  }

  private leg(side: Side): void {
    const { joints, unit } = this.figure;
    const { build, shorts, trousers, skin, shoes } = this.outfit;
    const alpha = this.outfit.opacity[`${side}_leg`];
    const light = this.lightOf(side);
    const hip = joints[`${side}_hip`];
    const knee = joints[`${side}_knee`];
    const ankle = joints[`${side}_ankle`];
    const w = unit * build;
    this.bone(knee, ankle, 0.031 * w, 0.024 * w, shade(shorts ? skin : trousers, light), alpha);
    this.bone(hip, knee, 0.04 * w, 0.033 * w, shade(trousers, light), alpha);
    const sole = add(ankle, scale(direction(subtract(ankle, knee)), 0.022 * unit));
    const toe = add(sole, [this.toeDirection(side) * 0.045 * unit, 0.006 * unit]);
    this.bone(sole, toe, 0.026 * unit, 0.019 * unit, shade(shoes, light), alpha);
  }

  private arm(side: Side): void {
    const { joints, unit } = this.figure;
    const { build, longSleeves, shirt, skin } = this.outfit;
    const alpha = this.outfit.opacity[`${side}_arm`];
    const light = this.lightOf(side);
    const shoulder = joints[`${side}_shoulder`];
    const elbow = joints[`${side}_elbow`];
    const wrist = joints[`${side}_wrist`];
    const w = unit * build;
    this.bone(elbow, wrist, 0.026 * w, 0.021 * w, shade(longSleeves ? shirt : skin, light), alpha);
    if (!longSleeves) this.bone(shoulder, elbow, 0.028 * w, 0.026 * w, shade(skin, light), alpha);
    const sleeveEnd = longSleeves ? elbow : lerp(shoulder, elbow, 0.6);
    this.bone(shoulder, sleeveEnd, 0.034 * w, 0.029 * w, shade(shirt, light), alpha);
    const hand = add(wrist, scale(subtract(wrist, elbow), 0.14));
    this.bone(wrist, hand, 0.025 * unit, 0.022 * unit, shade(skin, light), alpha);
  }

  private trunk(): void {
    const { joints, unit, neck } = this.figure;
    const { shirt, trousers, skin } = this.outfit;
    const { left_shoulder, right_shoulder, left_hip, right_hip } = joints;
    const chest = polygon([left_shoulder, right_shoulder, right_hip, left_hip], 0.03 * unit);
    this.part(capsule(left_shoulder, right_shoulder, 0.036 * unit), shirt);
    this.part(chest, shirt);
    this.paintPattern(chest);
    // Light falls from the image's left.
    const flank = (shoulder: Vec, hip: Vec) =>
      intersection(chest, capsule(shoulder, hip, 0.035 * unit));
    this.canvas.fill(flank(right_shoulder, right_hip), shade(shirt, 1.4), 0.35);
    this.canvas.fill(flank(left_shoulder, left_hip), shade(shirt, 0.5), 0.35);
    this.part(capsule(left_hip, right_hip, 0.043 * unit), trousers);
    this.part(capsule(left_hip, right_hip, 0.016 * unit), shade(trousers, 0.5));
    this.part(disc(neck, 0.034 * unit), skin);
  }

  private paintPattern(chest: Shape): void {
    const { joints, unit } = this.figure;
    const { trim, pattern } = this.outfit;
    const { left_shoulder, right_shoulder, left_hip, right_hip } = joints;
    const stroke = (a: Vec, b: Vec, radius: number) =>
      this.part(intersection(chest, capsule(a, b, radius * unit)), trim);
    const band = (t: number): [Vec, Vec] => [
      lerp(left_shoulder, left_hip, t),
      lerp(right_shoulder, right_hip, t),
    ];
    if (pattern === 'stripes') for (const t of [0.2, 0.5, 0.8]) stroke(...band(t), 0.02);
    if (pattern === 'sash') stroke(left_shoulder, lerp(right_hip, right_shoulder, 0.15), 0.022);
    if (pattern === 'panel') {
      stroke(middle(left_shoulder, right_shoulder), middle(left_hip, right_hip), 0.035);
    }
  }

  private bone(a: Vec, b: Vec, radiusA: number, radiusB: number, color: Rgb, alpha: number): void {
    this.part(capsule(a, b, radiusA, radiusB), color, alpha);
    const light: Vec = [-0.3 * radiusA, -0.3 * radiusA];
    const shine = capsule(add(a, light), add(b, light), 0.4 * radiusA, 0.4 * radiusB);
    this.canvas.fill(shine, shade(color, 1.3), 0.5 * alpha);
  }

  private part(shape: Shape, color: Rgb, alpha = 1): void {
    this.canvas.fill(shape, color, alpha);
    this.body.mark(shape, alpha >= LEAST_SEEN);
  }

  private lightOf(side: Side): number {
    return side === this.outfit.near ? 1 : 0.8;
  }

  // Feet point to where the knee does; a straight leg's foot points outward.
  private toeDirection(side: Side): number {
    const { joints, unit } = this.figure;
    const straight = middle(joints[`${side}_hip`], joints[`${side}_ankle`]);
    const [bend] = subtract(joints[`${side}_knee`], straight);
    if (Math.abs(bend) > 0.02 * unit) return bend < 0 ? -1 : 1;
    return side === 'left' ? 0.6 : -0.6;
  }
}
