import { CAUSE_NAMES, CAUSES } from '@turbo-hoi/evaluation';
import type { DiagnosisReport } from '@turbo-hoi/visualization';
import type { RunDiagnosis } from './run-diagnosis';

/** The data of the report's section on a diagnosis. */
export function diagnosisReport(diagnosis: RunDiagnosis): DiagnosisReport {
  const { stage, detector, evaluation, scores, groups, actions, remarks } = diagnosis;
  return {
    subject: `Stage ${stage} on ${evaluation.images} ${evaluation.split} images, detector ${detector.kind}.`,
    causes: CAUSES.map((cause) => CAUSE_NAMES[cause]),
    scores: scores.map(({ heading, ap, perfect, causes }) => ({
      heading,
      ap,
      perfect,
      causes: causes.map(({ cause, loss }) => ({ name: CAUSE_NAMES[cause], loss })),
    })),
    groups: groups.map(({ by, groups: all }) => ({
      by,
      headings: scores.map(({ heading }) => heading),
      rows: all.map(({ name, people, scores: of }) => ({
        name,
        people,
        scores: scores.map(({ key }) => of[key] ?? null),
      })),
    })),
    actions: actions && {
      names: actions.names,
      confusion: actions.confusion,
      calibration: actions.calibration,
    },
    remarks,
  };
}
