import type { ActionVocabulary, Sample } from '@turbo-hoi/core';
import { inclusiveBoxes, VcocoEvaluator, vcocoImage } from '@turbo-hoi/evaluation';
import type { ImagePrediction } from '../predictor/prediction';
import type { TripletScores } from '../triplets/score-triplets';
import type { HoiScorer } from './hoi-scorer';
import { type HoiScores, NO_HOI_SCORES } from './stage-scores';

/** V-COCO's agent and role AP. */
export class VcocoScorer implements HoiScorer {
  private readonly evaluator: VcocoEvaluator;

  constructor(private readonly actions: ActionVocabulary) {
    this.evaluator = new VcocoEvaluator(actions);
  }

  add(sample: Sample, { personBoxes }: ImagePrediction, triplets: TripletScores): void {
    this.evaluator.add(vcocoImage(sample, this.actions), {
      boxes: inclusiveBoxes(personBoxes),
      agentScores: triplets.agentScores,
      roleBoxes: inclusiveBoxes(triplets.roleBoxes),
      roleScores: triplets.roleScores,
    });
  }

  scores(): HoiScores {
    const hoi = this.evaluator.result();
    return {
      ...NO_HOI_SCORES,
      apAgent: hoi.agent.mean,
      apRole: hoi.role.scenario1.mean,
      hoi,
    };
  }
}
