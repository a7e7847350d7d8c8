import { ModelDiagnosis } from '@turbo-hoi/inference';
import type { ComposedExperiment } from '../compose/compose-experiment';
import { firstImages } from '../evaluate/evaluate-split';

/** The diagnosis of a stage on the experiment's held-out split, before its first image. */
export async function startDiagnosis(
  { experiment, dataset }: Pick<ComposedExperiment, 'experiment' | 'dataset'>,
  stage: number,
): Promise<ModelDiagnosis> {
  const { split: name, images, metrics } = experiment.evaluation;
  const split = firstImages(dataset.split(name), images);
  const areas: number[] = [];
  for (let index = 0; index < split.size; index++) {
    const { people } = await split.annotations(index);
    areas.push(...people.filter(({ crowd }) => !crowd).map(({ area }) => area));
  }
  const { targetChoice } = experiment;
  return new ModelDiagnosis({
    info: dataset.info,
    stage,
    targetChoice,
    areas,
    metrics: metrics?.map(({ kind }) => kind),
  });
}
