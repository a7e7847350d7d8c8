import type { Rng } from '@turbo-hoi/core';
import { otherSide, type Side } from '../figure/joints';
import { add, direction, lerp, middle, scale, subtract, type Vec } from '../geometry/vec';
import type { Canvas, PixelMask, Rgb } from '../raster/canvas';
import { capsule, polygon, type Shape } from '../raster/shape';
import type { Figure } from '../world/scene';
import { shade } from './colors';
import type { Outfit } from './outfit';
import { paintHead } from './paint-head';

/** Paints the parts of one figure from back to front and marks its body's pixels. */
export class FigurePainter {
  constructor(
    private readonly canvas: Canvas,
    private readonly body: PixelMask,
    private readonly figure: Figure,
    private readonly outfit: Outfit,
  ) {}

  /** Everything behind the objects that the figure handles. */
  paintBack(rng: Rng): void {
    const { near, armInFront } = this.outfit;
    this.arm(otherSide(near));
    this.leg(otherSide(near));
    this.leg(near);
    this.trunk();
    this.neck();
    paintHead((shape, color) => this.part(shape, color), this.figure, this.outfit, rng);
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
    const shin = shade(shorts ? skin : trousers, light);
    this.bone(knee, ankle, 0.03 * w, 0.024 * w, shin, alpha);
    this.bone(hip, knee, 0.04 * w, 0.033 * w, shade(trousers, light), alpha);
    const down = scale(direction(subtract(ankle, knee)), 0.02 * unit);
    const heel = add(ankle, down);
    const toe = add(heel, [this.toeDirection(side) * 0.045 * unit, 0.006 * unit]);
    this.bone(heel, toe, 0.026 * unit, 0.019 * unit, shade(shoes, light), alpha);
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
    const sleeveEnd = longSleeves ? elbow : lerp(shoulder, elbow, 0.75);
    if (!longSleeves) this.bone(shoulder, elbow, 0.028 * w, 0.026 * w, shade(skin, light), alpha);
    this.bone(shoulder, sleeveEnd, 0.033 * w, 0.03 * w, shade(shirt, light), alpha);
    const hand = add(wrist, scale(subtract(wrist, elbow), 0.14));
    this.bone(wrist, hand, 0.024 * unit, 0.022 * unit, shade(skin, light), alpha);
  }

  private trunk(): void {
    const { joints, unit } = this.figure;
    const { shirt, trim, trousers, pattern } = this.outfit;
    const { left_shoulder, right_shoulder, left_hip, right_hip } = joints;
    const chest = polygon([left_shoulder, right_shoulder, right_hip, left_hip], 0.034 * unit);
    this.part(capsule(left_hip, right_hip, 0.042 * unit), trousers);
    this.part(chest, shirt);
    const top = middle(left_shoulder, right_shoulder);
    const bottom = middle(left_hip, right_hip);
    if (pattern === 'stripe') {
      for (const t of [0.3, 0.62]) {
        const [a, b] = [lerp(left_shoulder, left_hip, t), lerp(right_shoulder, right_hip, t)];
        this.part(capsule(a, b, 0.02 * unit), trim);
      }
    }
    if (pattern === 'sash') {
      this.part(capsule(left_shoulder, lerp(right_hip, right_shoulder, 0.15), 0.022 * unit), trim);
    }
    if (pattern === 'vest') this.part(capsule(top, bottom, 0.028 * unit), trim);
    // Light falls from the image's left.
    const edge = (t: number): Vec => lerp(right_shoulder, right_hip, t);
    this.canvas.fill(capsule(edge(0.1), edge(0.9), 0.03 * unit), shade(shirt, 1.35), 0.35);
    this.canvas.fill(
      capsule(lerp(left_shoulder, left_hip, 0.1), lerp(left_shoulder, left_hip, 0.9), 0.03 * unit),
      shade(shirt, 0.6),
      0.3,
    );
    this.part(capsule(left_hip, right_hip, 0.018 * unit), shade(trousers, 0.7));
  }

  private neck(): void {
    const { neck, head, unit } = this.figure;
    this.part(capsule(neck, head.center, 0.028 * unit), shade(this.outfit.skin, 0.85));
  }

  private bone(a: Vec, b: Vec, radiusA: number, radiusB: number, color: Rgb, alpha: number): void {
    this.part(capsule(a, b, radiusA, radiusB), color, alpha);
    const light: Vec = [-0.3 * radiusA, -0.3 * radiusA];
    const shine = capsule(add(a, light), add(b, light), 0.4 * radiusA, 0.4 * radiusB);
    this.canvas.fill(shine, shade(color, 1.3), 0.5 * alpha);
  }

  private part(shape: Shape, color: Rgb, alpha = 1): void {
    this.canvas.fill(shape, color, alpha);
    this.body.mark(shape);
  }

  private lightOf(side: Side): number {
    return side === this.outfit.near ? 1 : 0.8;
  }

  // Feet point to where the knee does; a straight leg's foot points outward.
  private toeDirection(side: Side): number {
    const { joints } = this.figure;
    const [bend] = subtract(
      joints[`${side}_knee`],
      middle(joints[`${side}_hip`], joints[`${side}_ankle`]),
    );
    if (Math.abs(bend) > 0.02 * this.figure.unit) return bend < 0 ? -1 : 1;
    return side === 'left' ? 0.6 : -0.6;
  }
}
