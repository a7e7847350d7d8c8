import type { DatasetInfo, ImageAnnotations } from '@turbo-hoi/core';
import {
  ActionConfusion,
  areaGrouping,
  Calibration,
  HicoDiagnosis,
  hicoTruth,
  inclusiveBoxes,
  KeypointDiagnosis,
  keypointTruth,
  OVERLAP_WITH_OTHERS,
  type PersonGrouping,
  VcocoDiagnosis,
  vcocoImage,
  VISIBLE_JOINTS,
} from '@turbo-hoi/evaluation';
import type { ImagePrediction } from '../predictor/prediction';
import type { ScoredPrediction } from '../scoring/metric';
import { EXCLUDED_ROLES, knownActions } from '../scoring/metrics/vcoco-metric';
import { poseScores } from '../scoring/pose-scores';
import { withPoses } from '../scoring/posed-people';
import { hicoDetections } from '../triplets/hico-detections';
import { scoreTriplets, type TripletOptions, type TripletScores } from '../triplets/score-triplets';
import { targetFilter } from '../triplets/target-filter';
import { vcocoDetections } from '../triplets/vcoco-detections';
import type { Diagnosis, DiagnosedScore, GroupTable } from './diagnosis';
import { doneActions } from './done-actions';
import { GroupScorer, peopleOfGroup } from './group-scorer';
import { hicoCategories } from './hico-categories';
import { matchedPeople, overlappedPeople } from './matched-people';
import { remarksOf } from './remarks';

export interface ModelDiagnosisOptions {
  readonly info: DatasetInfo;
  /** Index into a prediction's stages; 0 is the initial pose. */
  readonly stage: number;
  readonly targetChoice?: TripletOptions;
  /** Areas of the annotated people of the split, in pixels². */
  readonly areas: readonly number[];
  /** Kinds of the metrics of the evaluation: those that are not taken apart are named. Default: the data set's. */
  readonly metrics?: readonly string[];
}

/** Finds out, image by image, where one stage of a model loses its scores: V-COCO's or HICO-DET's, and keypoints'. */
export class ModelDiagnosis {
  private readonly vcoco: VcocoDiagnosis;
  private readonly hico: HicoDiagnosis;
  private readonly keypoints: KeypointDiagnosis;
  private readonly confusion: ActionConfusion;
  private readonly calibration: Calibration;
  private readonly groups: readonly {
    readonly grouping: PersonGrouping;
    readonly scorers: readonly GroupScorer[];
  }[];
  private readonly isTargetClass: (column: number, category: number) => boolean;
  private hasActions = false;
  private hasKeypoints = false;

  constructor(private readonly options: ModelDiagnosisOptions) {
    const { info, areas, targetChoice } = options;
    const { actions, keypoints, hois } = info;
    this.vcoco = new VcocoDiagnosis(actions, { exclude: knownActions(info, EXCLUDED_ROLES) });
    this.hico = new HicoDiagnosis(hicoCategories(info));
    this.keypoints = new KeypointDiagnosis(keypoints);
    this.confusion = new ActionConfusion(actions.actions.length);
    this.calibration = new Calibration(actions.actions.length);
    const groupings = [areaGrouping(areas), VISIBLE_JOINTS, ...(hois ? [] : [OVERLAP_WITH_OTHERS])];
    this.groups = groupings.map((grouping) => ({
      grouping,
      scorers: grouping.groups.map(() => new GroupScorer(info)),
    }));
    const { knownClasses = true } = targetChoice ?? {};
    this.isTargetClass = knownClasses ? targetFilter(info) : () => true;
  }

  /** Add images by ascending id. */
  add(annotations: ImageAnnotations, prediction: ImagePrediction): void {
    const { info, stage, targetChoice } = this.options;
    const triplets = scoreTriplets(prediction, stage, info, targetChoice);
    const scored = { prediction, stage, triplets };
    if (triplets) this.addTriplets(annotations, prediction, triplets);
    this.addPoses(annotations, scored);
    this.addGroups(annotations, scored);
  }

  result(): Diagnosis {
    const { info, stage } = this.options;
    const { confusion, calibration } = this;
    const names = info.actions.actions.map(({ name }) => name);
    return {
      stage,
      scores: this.scores(),
      groups: this.groupTables(),
      actions: this.hasActions
        ? { names, confusion: confusion.result(), calibration: calibration.result() }
        : null,
      remarks: this.remarks(),
    };
  }

  private addTriplets(
    annotations: ImageAnnotations,
    prediction: ImagePrediction,
    triplets: TripletScores,
  ): void {
    const { actions, hois } = this.options.info;
    const { boxes, classes } = prediction.detections;
    this.hasActions = true;
    if (hois)
      this.hico.add(hicoTruth(annotations, { hois }), hicoDetections(prediction, triplets, hois));
    else
      this.vcoco.add(vcocoImage(annotations, actions), vcocoDetections(prediction, triplets), {
        boxes: inclusiveBoxes(boxes),
        isAllowed: (column, at) => this.isTargetClass(column, classes[at]),
      });
    this.addActions(annotations, prediction, triplets);
  }

  private addActions(
    annotations: ImageAnnotations,
    prediction: ImagePrediction,
    { agentScores }: TripletScores,
  ): void {
    const count = this.options.info.actions.actions.length;
    for (const { row, person } of matchedPeople(annotations, prediction)) {
      const does = doneActions(person, annotations, this.options.info);
      const found = prediction.personScores[row];
      if (does === null || !(found > 0)) continue;
      const scores = agentScores
        .subarray(row * count, (row + 1) * count)
        .map((score) => score / found);
      this.confusion.add(scores, does);
      scores.forEach((score, action) => this.calibration.add(action, score, does[action]));
    }
  }

  private addPoses(annotations: ImageAnnotations, { prediction, stage }: ScoredPrediction): void {
    const { keypoints } = prediction.stages[stage];
    if (!keypoints) return;
    this.hasKeypoints = true;
    const posed = withPoses(prediction, keypoints);
    const scores = poseScores(posed.personScores, posed.keypoints);
    this.keypoints.add(keypointTruth(annotations, this.options.info.keypoints), {
      scores,
      keypoints: posed.keypoints,
    });
  }

  private addGroups(annotations: ImageAnnotations, scored: ScoredPrediction): void {
    const { people } = annotations;
    const overlapped = overlappedPeople(annotations, scored.prediction);
    for (const { grouping, scorers } of this.groups) {
      const groupOf = people.map((person) =>
        person.crowd ? -1 : grouping.groupOf(person, people),
      );
      scorers.forEach((scorer, group) => {
        const isIn = groupOf.map((one) => one === group);
        if (isIn.includes(true))
          scorer.add(...peopleOfGroup(annotations, scored, overlapped, isIn));
      });
    }
  }

  private scores(): DiagnosedScore[] {
    const { hasActions, hasKeypoints } = this;
    const { agent, role } = this.vcoco.result();
    const ofActions: DiagnosedScore[] = this.options.info.hois
      ? [{ key: 'apHoi', heading: 'mAP full', ...this.hico.result() }]
      : [
          { key: 'apAgent', heading: 'AP agent', ...agent },
          { key: 'apRole', heading: 'AP role', ...role.scenario1 },
          { key: 'apRoleScenario2', heading: 'AP role S2', ...role.scenario2 },
        ];
    return [
      ...(hasActions ? ofActions : []),
      ...(hasKeypoints ? [{ key: 'apKp50', heading: 'AP kp50', ...this.keypoints.result() }] : []),
    ];
  }

  private groupTables(): GroupTable[] {
    return this.groups
      .map(({ grouping: { by, groups }, scorers }) => ({
        by,
        groups: groups.map((name, group) => ({ name, ...scorers[group].result() })),
      }))
      .filter(({ groups }) => groups.some(({ people }) => people > 0));
  }

  private remarks(): string[] {
    const { info, stage, metrics = info.metrics ?? [] } = this.options;
    const { hasActions, hasKeypoints } = this;
    const isPosed = this.groups.some(
      ({ grouping, scorers }) =>
        grouping === VISIBLE_JOINTS && scorers.some((scorer) => scorer.result().people > 0),
    );
    return remarksOf({ stage, info, metrics, hasActions, hasKeypoints, isPosed });
  }
}
