/** One file of the Python package index, pinned by name, version, platform and hash. */
export interface WheelPin {
  readonly project: string;
  readonly version: string;
  /** The wheel's platform tag for `pip download --platform`. */
  readonly platformTag: string;
  readonly sha256: string;
  readonly bytes: number;
}

export const TENSORFLOW_VERSION = '2.21.0';

/** The wheels with libtensorflow for this platform, the one with the library first; empty if there is none. */
export function wheelsFor(
  platform: NodeJS.Platform,
  arch: string,
  gpu: boolean,
): readonly WheelPin[] {
  return WHEELS[`${platform}-${arch}${gpu ? '-gpu' : ''}`] ?? [];
}

const tensorflow = (
  project: string,
  platformTag: string,
  sha256: string,
  bytes: number,
): WheelPin => ({ project, version: TENSORFLOW_VERSION, platformTag, sha256, bytes });

// Requirements of TensorFlow 2.21's extra `and-cuda`, the newest versions in its ranges on 2026-11-23.
const CUDA_LINUX_X64: readonly WheelPin[] = `
  cublas 12.9.3.13 manylinux_2_27 d7d51055f161b317c7105ddaae90e71eda059026074ffef93cf7cde2886bfe72 581217458
  cuda-cupti 12.9.79 manylinux_2_25 096bcf334f13e1984ba36685ad4c1d6347db214de03dbb6eebb237b41d9d934f 10814997
  cuda-nvcc 12.9.86 manylinux2010 5d6a0d32fdc7ea39917c20065614ae93add6f577d840233237ff08e9a38f58f0 40546229
  cuda-nvrtc 12.9.86 manylinux2010 210cf05005a447e29214e9ce50851e83fc5f4358df8b453155d5e1918094dcb4 89568129
  cuda-runtime 12.9.79 manylinux2014 25bba2dfb01d48a9b59ca474a1ac43c6ebf7011f1b0b8cc44f54eb6ac48a96c3 3493179
  cudnn 9.28.0.42 manylinux_2_27 9ff58b7f36dacd0a93e89f8f2957b52466889217963701daa15e577317cfa375 716538495
  cufft 11.4.1.4 manylinux2014 c67884f2a7d276b4b80eb56a79322a95df592ae5e765cf1243693365ccab4e28 200877592
  curand 10.3.10.19 manylinux_2_27 49b274db4780d421bd2ccd362e1415c13887c53c214f0d4b761752b8f9f6aa1e 68295626
  cusolver 11.7.5.82 manylinux_2_27 15da72d1340d29b5b3cf3fd100e3cd53421dde36002eda6ed93811af63c40d88 338117415
  cusparse 12.5.10.65 manylinux2014 73060ce019ac064a057267c585bf1fd5a353734151f87472ff02b2c5c9984e78 366465088
  nccl 2.32.3 manylinux_2_27 bb94b2348e4861d5e8aa00b36c3d12d9bdf9c6369b82cbb723de0b582280a21c 351526311
  nvjitlink 12.9.86 manylinux2010 e3f1171dbdc83c5932a45f0f4c99180a70de9bd2718c1ab77d14104f6d7147f9 39748338
`
  .trim()
  .split('\n')
  .map((row) => row.trim().split(' '))
  .map(([part, version, tag, sha256, bytes]) => ({
    project: `nvidia-${part}-cu12`,
    version,
    platformTag: `${tag}_x86_64`,
    sha256,
    bytes: Number(bytes),
  }));

const WHEELS: Readonly<Record<string, readonly WheelPin[]>> = {
  'linux-x64': [
    tensorflow(
      'tensorflow-cpu',
      'manylinux_2_27_x86_64',
      'dcc8afd32930e42d5296b6ee19078b773706830af4ea97fbe503b9f5e0f820cb',
      274000871,
    ),
  ],
  'linux-arm64': [
    tensorflow(
      'tensorflow',
      'manylinux_2_27_aarch64',
      'b07d15737406533898e36c7ef7944b1be18e9028dc521b9229952c537bbc5552',
      281946471,
    ),
  ],
  'darwin-arm64': [
    tensorflow(
      'tensorflow',
      'macosx_12_0_arm64',
      '56ecd7d47429acbe1df2694d50b75bf9fc3995ac92cb367cd9af6c4780ead712',
      223488205,
    ),
  ],
  'linux-x64-gpu': [
    tensorflow(
      'tensorflow',
      'manylinux_2_27_x86_64',
      'b3b95643c4e70eb925839938fb35cbe142f317ec84af6844ee61513713bb13c0',
      572611111,
    ),
    ...CUDA_LINUX_X64,
  ],
};
