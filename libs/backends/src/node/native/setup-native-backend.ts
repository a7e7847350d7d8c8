import { existsSync } from 'node:fs';
import { dirname, join } from 'node:path';
import { cacheFolder, removeLeftovers, withFileLock } from '@turbo-hoi/files/node';
import type { BackendSpec } from '../active-backend';
import { fingerprint } from '../cache/fingerprint';
import { probeBackend, type ProbeOptions } from '../probe/probe-backend';
import { ProbeResultStore, type ProbeResult } from '../cache/probe-result-store';
import { setupCommand } from '../setup-command';
import { bindingSources, BUILD_VERSION, compileBinding, NAPI_VERSION } from './compile-binding';
import { fetchLibtensorflow, libtensorflowFolder, unpackedKey } from './fetch-libtensorflow';
import { libtensorflowIn, type Libtensorflow } from './libtensorflow';
import { findTfjsNodePackages, type TfjsNodePackage } from './tfjs-node-package';
import { Unavailable } from './unavailable';
import { wheelsFor, type WheelPin } from './wheels';

export interface NativeSetupOptions {
  /** `false`: uses only an existing binding, and neither downloads nor compiles. Default: true. */
  readonly provide?: boolean;
  /**
   * `false`: no download, but still compiles against `TURBO_HOI_LIBTENSORFLOW`. Default: true unless
   * `TURBO_HOI_NO_DOWNLOAD` is set.
   */
  readonly download?: boolean;
  /** TensorFlow for CUDA 12 instead of the CPU version. */
  readonly gpu?: boolean;
  /** Tries again after a stored failure. */
  readonly fresh?: boolean;
  readonly notify?: (line: string) => void;
}

const INSTALL = 'npm install --ignore-scripts @tensorflow/tfjs-node-gpu@4.22.0';

type NativeSpec = Extract<BackendSpec, { name: 'tensorflow' }>;

/** A native backend that passed a training step in a child process, or why there is none. */
export type NativeSetup =
  | { readonly ok: true; readonly spec: NativeSpec; readonly probe: ProbeResult & { ok: true } }
  | { readonly ok: false; readonly reason: string; readonly remedy: string };

/**
 * Sets up TensorFlow's native backend: an existing working binding; else one compiled against libtensorflow from the
 * folder in `TURBO_HOI_LIBTENSORFLOW`; else one compiled against the library in PyPI's wheel.
 * Everything is kept in the per-user cache, so that a second call takes milliseconds. Never throws; a failure is
 * returned with its reason.
 */
export async function setupNativeBackend(options: NativeSetupOptions = {}): Promise<NativeSetup> {
  try {
    return await setup(options);
  } catch (error) {
    if (error instanceof Unavailable) {
      return { ok: false, reason: error.message, remedy: error.remedy };
    }
    return { ok: false, reason: (error as Error).message, remedy: `run ${setupCommand()}` };
  }
}

async function setup(options: NativeSetupOptions): Promise<NativeSetup> {
  const packages = findTfjsNodePackages();
  if (packages.length === 0) {
    throw new Unavailable('the package @tensorflow/tfjs-node-gpu is not installed', INSTALL);
  }
  for (const { folder, ownBinding } of packages) {
    if (!ownBinding) continue;
    const own = await accept({
      name: 'tensorflow',
      packageFolder: folder,
      bindingFile: ownBinding,
    });
    if (own.ok && (!options.gpu || own.probe.active.gpu)) return own;
  }
  const withSources = packages.find(({ folder }) => bindingSources(folder));
  if (!withSources) {
    throw new Unavailable(
      `${packages[0].folder}: neither a working binding nor its C++ sources`,
      INSTALL,
    );
  }
  return provide(withSources, planOf(withSources, options), options);
}

/** What to build and where, derived from names without reading files. */
interface Plan {
  readonly bindingFile: string;
  /** An existing library, from the folder that the user named. */
  readonly library?: Libtensorflow;
  /** Else the wheels, and the folder that they are unpacked to. */
  readonly wheels: readonly WheelPin[];
  readonly wheelFolder: string;
}

function planOf({ version }: TfjsNodePackage, { gpu }: NativeSetupOptions): Plan {
  const named = process.env.TURBO_HOI_LIBTENSORFLOW;
  const library = named ? libtensorflowIn(named) : undefined;
  const variants = gpu === undefined ? [true, false] : [gpu];
  const plans = variants.map((variant): Plan => {
    const wheels = library ? [] : wheelsFor(process.platform, process.arch, variant);
    const build = fingerprint(
      ...[
        library?.identity ?? unpackedKey(wheels),
        version,
        BUILD_VERSION,
        NAPI_VERSION,
        process.platform,
        process.arch,
      ],
    );
    return {
      bindingFile: join(cacheFolder(), 'binding', build, 'tfjs_binding.node'),
      library,
      wheels,
      wheelFolder: libtensorflowFolder(wheels),
    };
  });
  // A GPU variant that was set up once is used without the option.
  return plans.find(isThere) ?? plans[plans.length - 1];
}

const isThere = ({ bindingFile, library, wheelFolder }: Plan) =>
  existsSync(bindingFile) && (library !== undefined || existsSync(wheelFolder));

async function provide(
  source: TfjsNodePackage,
  plan: Plan,
  options: NativeSetupOptions,
): Promise<NativeSetup> {
  const { bindingFile } = plan;
  const spec: NativeSpec = { name: 'tensorflow', packageFolder: source.folder, bindingFile };
  if (isThere(plan)) return accept(spec, options);
  if (options.provide === false) {
    throw new Unavailable('it has not been set up', `run ${setupCommand()}`);
  }
  const notify = options.notify ?? (() => undefined);
  await oncePerDay(`setup-${fingerprint(bindingFile)}`, options, () =>
    withFileLock(
      join(cacheFolder(), 'setup.lock'),
      async () => {
        if (isThere(plan)) return;
        // An interrupted setup leaves files of up to a gigabyte.
        for (const cache of [dirname(dirname(bindingFile)), dirname(plan.wheelFolder)])
          await removeLeftovers(cache, { exclusive: true });
        const library = plan.library ?? (await libraryFromWheels(plan, options, notify));
        await compileBinding(bindingSources(source.folder)!, library, bindingFile, notify);
      },
      { onWait: ({ pid }) => notify(`Process ${pid} is setting up TensorFlow; waiting for it.`) },
    ),
  );
  return accept(spec, { fresh: true });
}

async function libraryFromWheels(
  { wheels, wheelFolder }: Plan,
  { download = !process.env.TURBO_HOI_NO_DOWNLOAD, gpu }: NativeSetupOptions,
  notify: (line: string) => void,
): Promise<Libtensorflow> {
  assertProvided(wheels, gpu === true);
  if (!download && !existsSync(wheelFolder)) {
    throw new Unavailable(
      'downloads are declined',
      'allow them, or name a folder with libtensorflow in TURBO_HOI_LIBTENSORFLOW',
    );
  }
  return libtensorflowIn(await fetchLibtensorflow(wheels, wheelFolder, notify));
}

function assertProvided(wheels: readonly WheelPin[], gpu: boolean): void {
  const here = `${process.platform}-${process.arch}${gpu ? ' with a GPU' : ''}`;
  if (wheels.length === 0) {
    throw new Unavailable(
      `no TensorFlow library is provided for ${here}`,
      'use wasm or webgpu, or name a folder with libtensorflow in TURBO_HOI_LIBTENSORFLOW',
    );
  }
  if (process.platform === 'linux' && !usesGlibc()) {
    throw new Unavailable(
      'the TensorFlow library needs glibc',
      'use a distribution built on glibc',
    );
  }
}

function usesGlibc(): boolean {
  const report = process.report as NodeJS.ProcessReport & { excludeNetwork?: boolean };
  // Without this, the report looks up host names, which can take seconds.
  report.excludeNetwork = true;
  const { header } = report.getReport() as { header?: { glibcVersionRuntime?: string } };
  return header?.glibcVersionRuntime !== undefined;
}

/** Runs the work; a permanent failure is remembered for a day, so that not every start repeats it. */
async function oncePerDay(
  key: string,
  { fresh }: NativeSetupOptions,
  work: () => Promise<void>,
): Promise<void> {
  const failures = new ProbeResultStore(join(cacheFolder(), 'verdicts'));
  const known = fresh ? undefined : await failures.read(key);
  if (known && !known.ok) {
    throw new Unavailable(known.reason, `run ${setupCommand()} to try again`);
  }
  try {
    await work();
  } catch (error) {
    if (error instanceof Unavailable && error.lasting) {
      await failures.write(key, { ok: false, reason: error.message });
    }
    throw error;
  }
}

async function accept(spec: NativeSpec, options: ProbeOptions = {}): Promise<NativeSetup> {
  const probe = await probeBackend(spec, options);
  return probe.ok
    ? { ok: true, spec, probe }
    : { ok: false, reason: probe.reason, remedy: `run ${setupCommand()}` };
}
