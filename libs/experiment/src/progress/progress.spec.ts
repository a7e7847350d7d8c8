import { NO_DISPLAYS } from './progress';
import { runObserver } from './run-observer';

test('an observer keeps the given callbacks and ignores other events', () => {
  const notify = jest.fn();
  const observer = runObserver({ notify });
  observer.notify('a line');
  observer.onStep({
    step: 1,
    loss: 1,
    gradientNorm: 1,
    parts: {},
    learningRate: 1,
    seconds: 1,
    waiting: 0,
  });
  expect(notify).toHaveBeenCalledWith('a line');
  expect(observer.displays).toBe(NO_DISPLAYS);
});

test('empty displays accept every call', () => {
  const training = NO_DISPLAYS.training({ steps: 1, done: 0, imagesPerStep: 1, logEvery: 1 });
  training.update({ step: 1, loss: 1 });
  const images = NO_DISPLAYS.images('evaluation', 1);
  images.update(1);
  for (const display of [training, images]) {
    display.note('a line');
    display.stopping();
    display.stop();
  }
});
