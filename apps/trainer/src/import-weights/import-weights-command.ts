import { extname, resolve } from 'node:path';
import { TurboHoiError } from '@turbo-hoi/core';
import {
  type ImportPlan,
  inTurboHoiLayout,
  planImport,
  type TensorFile,
  type WeightOrigin,
} from '@turbo-hoi/weights';
import { openWeights, writeSafetensors, writeTorch } from '@turbo-hoi/weights/node';
import type { ImportWeightsOptions } from './import-weights-options';
import { printLine } from '../terminal/print-line';
import { showPath } from '@turbo-hoi/experiment/node';
import { listLines } from './list-lines';
import { reportLines } from './report-lines';

/** The command `import-weights`: converts another framework's file into ours, or ours into PyTorch's. */
export async function importWeightsCommand(options: ImportWeightsOptions): Promise<void> {
  checkOut(options);
  const path = resolve(options.file);
  const file = await openWeights(path);
  try {
    const { from, plan } = planOrList(file, options);
    const { report } = plan;
    if (options.json) printLine(JSON.stringify({ file: showPath(path), from, ...report }));
    else printLine([`${showPath(path)}: ${file.format}`, ...reportLines(report)].join('\n'));
    if (options.list && !options.json) printLine(listLines(file, report).join('\n'));
    if (options.out === undefined) return;
    const out = resolve(options.out);
    await write(out, plan, options, from);
    if (!options.json) printLine(`\nWritten: ${showPath(out)}`);
  } finally {
    await file.close();
  }
}

/** Where a file fits no model, points to --list, which shows its names. */
function planOrList(
  file: TensorFile,
  options: ImportWeightsOptions,
): { from: WeightOrigin; plan: ImportPlan } {
  try {
    const from = options.from ?? originOf(file);
    return { from, plan: planImport(file, { ...options, from }) };
  } catch (error) {
    if (options.list && !options.json) printLine(listLines(file, null).join('\n'));
    throw error;
  }
}

async function write(
  out: string,
  { tensors, report }: ImportPlan,
  options: ImportWeightsOptions,
  from: WeightOrigin,
): Promise<void> {
  if (options.export === 'torchvision') {
    if (extname(out) === '.pth') await writeTorch(out, tensors);
    else await writeSafetensors(out, tensors, { format: 'pt' });
    return;
  }
  await writeSafetensors(out, inTurboHoiLayout(tensors), {
    format: 'turbo-hoi',
    layout: 'convolution [h,w,in,out], linear [in,out]',
    model: report.model,
    classes: String(report.classes),
    pixels: 'torchvision',
    from,
  });
}

/** Checked before the file is read. */
function checkOut({ out, list, export: layout }: ImportWeightsOptions): void {
  if (out === undefined) {
    if (list) return;
    throw new TurboHoiError(
      'usage',
      '--out: name the file to write, or inspect the input with --list.',
    );
  }
  const allowed = layout === 'torchvision' ? ['.pth', '.safetensors'] : ['.safetensors'];
  if (allowed.includes(extname(out))) return;
  const hint = extname(out) === '.pth' ? '; for PyTorch add --export torchvision' : '';
  throw new TurboHoiError(
    'usage',
    `--out: got "${out}"; expected a name that ends with ${allowed.join(' or ')}${hint}.`,
  );
}

function originOf({ metadata }: TensorFile): WeightOrigin {
  if (metadata.format === 'turbo-hoi') return 'turbo-hoi';
  throw new TurboHoiError(
    'usage',
    '--from: name the framework whose parameter names the file has: torchvision, detectron, detectron2 or turbo-hoi.',
  );
}
