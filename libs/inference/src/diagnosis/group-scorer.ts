import type { DatasetInfo, ImageAnnotations } from '@turbo-hoi/core';
import {
  HicoEvaluator,
  hicoTruth,
  KeypointEvaluator,
  keypointTruth,
  meanOfDefined,
  VcocoEvaluator,
  vcocoImage,
} from '@turbo-hoi/evaluation';
import type { ScoredPrediction } from '../scoring/metric';
import { EXCLUDED_ROLES, knownActions } from '../scoring/metrics/vcoco-metric';
import { poseScores } from '../scoring/pose-scores';
import { withPoses } from '../scoring/posed-people';
import { hicoDetections } from '../triplets/hico-detections';
import { vcocoDetections } from '../triplets/vcoco-detections';
import { hicoCategories } from './hico-categories';

/** The scores of a group of people, over what occurs in it: an action that nobody in the group does is left out of the mean. */
export class GroupScorer {
  private readonly vcoco: VcocoEvaluator;
  private readonly hico: HicoEvaluator;
  private readonly keypoints: KeypointEvaluator;
  private readonly hoisSeen = new Set<number>();
  private people = 0;

  constructor(private readonly info: DatasetInfo) {
    this.vcoco = new VcocoEvaluator(info.actions, { exclude: knownActions(info, EXCLUDED_ROLES) });
    this.hico = new HicoEvaluator(hicoCategories(info));
    this.keypoints = new KeypointEvaluator(info.keypoints);
  }

  /** Adds the people of a group and the detections of them. */
  add(annotations: ImageAnnotations, { prediction, stage, triplets }: ScoredPrediction): void {
    const { hois, actions, keypoints: layout } = this.info;
    this.people += annotations.people.length;
    if (triplets && hois) {
      const truth = hicoTruth(annotations, { hois });
      for (const hoi of Array.from(truth.hois)) this.hoisSeen.add(hoi);
      this.hico.add(truth, hicoDetections(prediction, triplets, hois));
    } else if (triplets)
      this.vcoco.add(vcocoImage(annotations, actions), vcocoDetections(prediction, triplets));
    const { keypoints } = prediction.stages[stage];
    if (!keypoints) return;
    const posed = withPoses(prediction, keypoints);
    const scores = poseScores(posed.personScores, posed.keypoints);
    this.keypoints.add(keypointTruth(annotations, layout), { ...posed, scores });
  }

  /** By key; a key whose task the stage lacks has no positives and is null. */
  result(): { readonly people: number; readonly scores: Readonly<Record<string, number | null>> } {
    const { agent, role } = this.vcoco.result();
    const perHoi = this.hico.result().default.perHoi;
    return {
      people: this.people,
      scores: {
        ...(this.info.hois
          ? { apHoi: meanOfDefined([...this.hoisSeen].map((hoi) => perHoi[hoi])) }
          : {
              apAgent: meanOfDefined(agent.perAction),
              apRole: role.scenario1.meanWithoutExcluded,
              apRoleScenario2: role.scenario2.meanWithoutExcluded,
            }),
        apKp50: this.keypoints.result().ap50,
      },
    };
  }
}

/** The people of a group, and of the detections those that overlap one of them best. @param isIn by annotated person */
export function peopleOfGroup(
  annotations: ImageAnnotations,
  { prediction, stage, triplets }: ScoredPrediction,
  overlapped: Int32Array,
  isIn: readonly boolean[],
): readonly [ImageAnnotations, ScoredPrediction] {
  const isOut = (row: number) => !isIn[overlapped[row]];
  const without = <T extends Float32Array | Int32Array>(table: T, value: number): T => {
    const left = table.slice() as T;
    const width = table.length / Math.max(1, overlapped.length);
    overlapped.forEach((_, row) => {
      if (isOut(row)) left.fill(value, row * width, (row + 1) * width);
    });
    return left;
  };
  const { keypoints } = prediction.stages[stage];
  return [
    { ...annotations, people: annotations.people.filter((_, person) => isIn[person]) },
    {
      prediction: {
        ...prediction,
        stages: prediction.stages.map((one, i) =>
          i === stage ? { ...one, keypoints: keypoints && without(keypoints, 0) } : one,
        ),
      },
      stage,
      triplets: triplets && {
        ...triplets,
        agentScores: without(triplets.agentScores, NaN),
        roleScores: without(triplets.roleScores, NaN),
        targets: without(triplets.targets, -1),
      },
    },
  ];
}
