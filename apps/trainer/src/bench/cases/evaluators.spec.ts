import { EVALUATORS, type EvaluatorName } from './evaluators';
import { timeEvaluator } from './evaluator-case';
import { PhaseClock } from '../phase-clock';

test.each(Object.keys(EVALUATORS) as EvaluatorName[])(
  '%s scores its random files between 0 and 1',
  async (name) => {
    const { files, evaluate } = EVALUATORS[name];
    const onKept = jest.fn();
    const run = { size: name, steps: 1, warmup: 0, clock: new PhaseClock(), onKept };
    const report = await timeEvaluator(files(), evaluate, run);
    expect(report.ap).toBeGreaterThan(0.005);
    expect(report.ap).toBeLessThan(0.995);
    expect(report).toMatchObject({ size: name, steps: 1 });
    expect(report.milliseconds.step.median).toBeGreaterThan(0);
    expect(onKept).toHaveBeenCalledTimes(1);
  },
);
