import type { ActionVocabulary } from '@turbo-hoi/core';
import type { VcocoDetections } from '../vcoco/vcoco-detections';
import { VcocoEvaluator, type VcocoOptions } from '../vcoco/vcoco-evaluator';
import { SCENARIO_1, SCENARIO_2 } from '../vcoco/role-scenarios';
import type { VcocoImage } from '../vcoco/vcoco-image';
import { type ApLosses, PerfectedEvaluators } from './ap-losses';
import { type Cause, PAIR_CAUSES } from './causes';
import { fixVcoco } from './vcoco-fixes';
import { judgeVcoco, type RoleCandidates } from './vcoco-judgements';

/** Where V-COCO's APs are lost. */
export interface VcocoLosses {
  /** Over all actions. */
  readonly agent: ApLosses;
  /** Without the excluded actions. */
  readonly role: { readonly scenario1: ApLosses; readonly scenario2: ApLosses };
}

/** Of agents; they have no objects. */
const AGENT_CAUSES: readonly Cause[] = [
  'personBox',
  'action',
  'duplicate',
  'background',
  'several',
  'missed',
];

/**
 * Where V-COCO's agent and role AP are lost, by making one cause perfect at a time.
 *
 * A person box that overlaps its person by 0.1 to 0.5 is moved onto it, and so is an object's onto the annotated target; a wrong target is replaced. The
 * cause of a wrong target is `objectClass` if the annotated one was detected as a class that the action does not take, `missed` if it
 * was not detected. Detections keep their scores; the APs are those of {@link VcocoEvaluator}.
 */
export class VcocoDiagnosis {
  private readonly first: PerfectedEvaluators<VcocoEvaluator>;
  private readonly second: PerfectedEvaluators<VcocoEvaluator>;

  constructor(
    private readonly vocabulary: ActionVocabulary,
    options: VcocoOptions = {},
  ) {
    const create = () => new VcocoEvaluator(vocabulary, options);
    this.first = new PerfectedEvaluators(PAIR_CAUSES, create);
    this.second = new PerfectedEvaluators(PAIR_CAUSES, create);
  }

  /** @param candidates null: a wrong target is `target`, whatever was detected @throws TurboHoiError (shape) if the array lengths disagree */
  add(
    image: VcocoImage,
    detections: VcocoDetections,
    candidates: RoleCandidates | null = null,
  ): void {
    const { vocabulary } = this;
    // Agents have no scenarios, and rows without a score are not stored.
    const roles = { ...detections, agentScores: detections.agentScores.map(() => NaN) };
    for (const [evaluators, scenario, given] of [
      [this.first, SCENARIO_1, detections],
      [this.second, SCENARIO_2, roles],
    ] as const) {
      const judged = judgeVcoco(image, given, vocabulary, scenario, candidates);
      evaluators.add((evaluator, perfect) =>
        evaluator.add(image, fixVcoco(image, given, judged, vocabulary, perfect)),
      );
    }
  }

  result(): VcocoLosses {
    return {
      agent: this.first.losses((evaluator) => evaluator.result().agent.mean, AGENT_CAUSES),
      role: {
        scenario1: this.first.losses(
          (evaluator) => evaluator.result().role.scenario1.meanWithoutExcluded,
        ),
        scenario2: this.second.losses(
          (evaluator) => evaluator.result().role.scenario2.meanWithoutExcluded,
        ),
      },
    };
  }
}
