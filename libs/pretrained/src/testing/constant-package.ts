import { mkdirSync, mkdtempSync, writeFileSync } from 'node:fs';
import { tmpdir } from 'node:os';
import { join } from 'node:path';

/** A graph with a constant output. */
export interface ConstantModel {
  readonly name: string;
  readonly input: { readonly name: string; readonly shape: number[]; readonly dtype: string };
  readonly output: { readonly name: string; readonly shape: number[]; readonly values: number[] };
}

export const constantCenternet = (...rows: number[][]): ConstantModel => ({
  name: 'centernet',
  input: { name: 'tower_0/images', shape: [1, 512, 512, 3], dtype: 'DT_FLOAT' },
  output: { name: 'tower_0/detections', shape: [1, rows.length, 6], values: rows.flat() },
});

export const constantThunder = (values: number[]): ConstantModel => ({
  name: 'movenet-thunder',
  input: { name: 'input', shape: [1, 256, 256, 3], dtype: 'DT_INT32' },
  output: { name: 'Identity', shape: [1, 1, 17, 3], values },
});

/** Writes a folder in the layout of the package, with these models. */
export function writePackage(...models: readonly ConstantModel[]): string {
  const folder = mkdtempSync(join(tmpdir(), 'pretrained-'));
  mkdirSync(join(folder, 'models'));
  writeFileSync(join(folder, 'package.json'), '{"version":"1.2.3"}');
  for (const model of models) {
    const path = join(folder, 'models', model.name);
    writeFileSync(`${path}.bin`, new Uint8Array(Float32Array.from(model.output.values).buffer));
    writeFileSync(`${path}.json`, JSON.stringify(modelJson(model)));
  }
  return folder;
}

function modelJson({ name, input, output }: ConstantModel) {
  const weights = [{ name: 'rows', shape: output.shape, dtype: 'float32' }];
  const type = (dtype: string) => ({ dtype: { type: dtype } });
  const dim = (shape: number[]) => ({ dim: shape.map((size) => ({ size: `${size}` })) });
  const value = { tensor: { dtype: 'DT_FLOAT', tensorShape: dim(output.shape) } };
  return {
    format: 'graph-model',
    modelTopology: {
      node: [
        {
          name: input.name,
          op: 'Placeholder',
          attr: { ...type(input.dtype), shape: { shape: dim(input.shape) } },
        },
        { name: 'rows', op: 'Const', attr: { ...type('DT_FLOAT'), value } },
        { name: output.name, op: 'Identity', input: ['rows'], attr: { T: { type: 'DT_FLOAT' } } },
      ],
      versions: { producer: 1 },
    },
    weightsManifest: [{ paths: [`${name}.bin`], weights }],
  };
}
