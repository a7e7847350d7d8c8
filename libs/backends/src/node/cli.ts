import { parseArgs } from 'node:util';
import { TurboHoiError } from '@turbo-hoi/core';
import { BACKEND_NAMES } from '../backend-name';
import { inspectBackend, type BackendReport } from './inspect-backends';
import { cudaAdvice, describeCuda, inspectCuda } from './native/cuda';
import { setupNativeBackend } from './native/setup-native-backend';

const HELP = `turbo-hoi-backends <command>

  setup   provide the native TensorFlow backend: a library from the Python package index (274 MB, once for
          this user) and a binding compiled against it. Needs Python 3 with pip, and g++ or clang++.
  list    every backend: found or why not, device, version, and how fast

Options of setup
  --no-download   compile against TURBO_HOI_LIBTENSORFLOW only
  --gpu           TensorFlow for CUDA 12 with NVIDIA's libraries (3.4 GB), for Linux x64

Environment
  TURBO_HOI_CACHE          where all of it is kept, in place of the user's cache folder
  TURBO_HOI_LIBTENSORFLOW  a folder with libtensorflow and its headers, used in place of a download
  TURBO_HOI_NO_DOWNLOAD    1 declines the download
  TURBO_HOI_WASM_THREADS   threads of the wasm backend
  CXX                      the C++ compiler

Examples
  turbo-hoi-backends setup
  turbo-hoi-backends list
`;

/**
 * The command line of this library; returns the exit code.
 *
 * @throws TurboHoiError `usage` for an unknown command or option.
 */
export async function runCli(args: string[], print: (line: string) => void): Promise<number> {
  const { command, values } = parse(args);
  if (values.help || command === undefined) {
    print(HELP);
    return 0;
  }
  if (command === 'setup') return setup(values, print);
  if (command === 'list') {
    for (const name of BACKEND_NAMES) print(describeReport(await inspectBackend(name)));
    return 0;
  }
  throw new TurboHoiError('usage', `got "${command}"; expected setup or list. See --help.`);
}

function parse(args: string[]) {
  try {
    const { positionals, values } = parseArgs({
      args,
      allowPositionals: true,
      options: {
        help: { type: 'boolean', short: 'h' },
        gpu: { type: 'boolean' },
        'no-download': { type: 'boolean' },
      },
    });
    return { command: positionals[0], values };
  } catch (error) {
    throw new TurboHoiError('usage', `${(error as Error).message} See --help.`);
  }
}

async function setup(
  values: { gpu?: boolean; 'no-download'?: boolean },
  print: (line: string) => void,
): Promise<number> {
  const result = await setupNativeBackend({
    gpu: values.gpu,
    download: values['no-download'] ? false : undefined,
    fresh: true,
    notify: print,
  });
  if (!result.ok) {
    print(`No native TensorFlow backend: ${result.reason}; ${result.remedy}.`);
    return 1;
  }
  const { device, gpu, version } = result.probe.active;
  print(`Ready: ${version} on "${device}".`);
  if (values.gpu && !gpu) {
    const cuda = await inspectCuda();
    print([`It does not use a GPU here: ${describeCuda(cuda)}.`, ...cudaAdvice(cuda)].join('\n'));
  }
  return 0;
}

/** One line of the list of backends. */
export function describeReport(report: BackendReport): string {
  const name = report.name.padEnd(11);
  if (!report.ok)
    return `${name} no   ${report.reason}${report.remedy ? `; ${report.remedy}` : ''}`;
  const { device, version, speed } = report;
  const rates = `conv ${speed.conv.toFixed(1)}, matMul ${speed.matMul.toFixed(1)} GFLOP/s`;
  return `${name} yes  ${device}; ${version}; ${rates}`;
}
