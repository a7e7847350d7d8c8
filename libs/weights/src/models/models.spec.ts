import golden from './__golden__/torchvision.json';
import { bareName, nameIn } from './body-names';
import { guessModel } from './guess-model';
import { MODEL_NAMES, type ModelName, modelShapes } from './models';

const CLASSES: Readonly<Record<string, number>> = { 'keypointrcnn-resnet50-fpn': 2 };

describe.each(Object.entries(golden))('%s', (name, parameters) => {
  const model = name as ModelName;
  const lines = parameters.filter((line) => !line.includes('num_batches_tracked'));

  it('has the names and shapes of torchvision', () => {
    const classes = name.startsWith('resnet') ? 1000 : (CLASSES[name] ?? 91);
    const shapes = [...modelShapes(model, { classes })].map(
      ([key, shape]) => `${key} [${shape.join(', ')}]`,
    );
    expect(shapes.sort()).toEqual([...lines].sort());
  });

  it('is identified by its names', () => {
    const names = lines.map((line) => bareName(line.split(' ')[0]));
    expect(guessModel(names)).toBe(model);
  });
});

it.each(MODEL_NAMES)('%s restores the names of bare parameters', (model) => {
  const names = [...modelShapes(model, { classes: 5 }).keys()];
  expect(names.map((name) => nameIn(model, bareName(name)))).toEqual(names);
  expect(guessModel(names.map(bareName))).toBe(model);
});

it('identifies no model without ResNet parameters', () => {
  expect(guessModel(['features.0.weight', 'fpn.inner_blocks.0.0.weight'])).toBeNull();
});

it('refuses a model of another name', () => {
  expect(() => modelShapes('vgg16' as ModelName, { classes: 1 })).toThrow('got "vgg16"');
});
