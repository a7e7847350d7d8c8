import type { XyxyBox } from '@turbo-hoi/core';
import type { Activity, Setting } from '../figure/activity';
import type { Head } from '../figure/head';
import type { JointName, Joints, Limb } from '../figure/joints';
import type { Deeds, PropPlan } from '../figure/prop-plan';
import type { Vec } from '../geometry/vec';

/** Which limbs of a figure blend into the background: none, the acting one, both arms, both legs or all. */
export type LimbMode = 'clear' | 'acting' | 'arms' | 'legs' | 'all';

/** A person in pixels of the image. */
export interface Figure {
  readonly activity: Activity;
  readonly joints: Joints;
  readonly head: Head;
  readonly neck: Vec;
  /** Pixels a body unit. */
  readonly unit: number;
  readonly limbMode: LimbMode;
  /** Limbs that can hardly be seen. */
  readonly hidden: readonly Limb[];
  /** True where hood, helmet or hair hides the face; its keypoints are then not labelled. */
  readonly faceCovered: boolean;
  /** The joints that the figure's actions decide. */
  readonly acting: readonly JointName[];
  /** Targets are indices into `Scene.props`. */
  readonly deeds: Deeds;
}

/** An object in pixels of the image. */
export interface Prop extends PropPlan {
  /** Pixels a body unit of its figure. */
  readonly unit: number;
  /** Index of the figure it was drawn with. */
  readonly figure: number;
}

/** Something in front of a person that is not annotated. */
export interface Occluder {
  readonly box: XyxyBox;
  readonly round: boolean;
}

/** All that an image shows, without colors. */
export interface Scene {
  /** Side of the square image in pixels. */
  readonly size: number;
  readonly setting: Setting;
  /** False: the place does not hint at the activity. */
  readonly settingShown: boolean;
  /** Height of the horizon in pixels. */
  readonly horizon: number;
  readonly figures: readonly Figure[];
  readonly props: readonly Prop[];
  readonly occluders: readonly Occluder[];
}
