/* eslint-disable no-control-regex -- the signatures of binary formats */
import { latin1 } from '../latin1';

/** How many bytes of a file's start tell what it is. */
export const SNIFFED_BYTES = 1024;

/** What a file is by its first bytes, whatever its name. */
export interface SniffedFile {
  readonly kind: FileKind;
  /** For messages: `a HEIC image`. */
  readonly what: string;
  /** What turns it into something that is read, or why it is what it is. */
  readonly advice: string;
}

export type FileKind = (typeof KINDS)[number]['kind'] | 'heic' | 'avif';

/**
 * Recognises a file of another kind than a reader expects, so that a message can say what it is instead of calling it damaged.
 *
 * @param start the first {@link SNIFFED_BYTES}, or all of a smaller file
 * @returns null for a kind that is not known here
 */
export function sniffFile(start: Uint8Array): SniffedFile | null {
  const text = latin1(start, 0, Math.min(start.length, SNIFFED_BYTES));
  return KINDS.find(({ begins }) => begins.test(text)) ?? imageContainer(text);
}

const FROM_IMAGE = (file: string) => `convert it, for example with: magick ${file} image.jpg`;
const READ = 'name it where an image is expected';

const KINDS = [
  { kind: 'jpeg', what: 'a JPEG image', advice: READ, begins: /^\xff\xd8\xff/ },
  { kind: 'png', what: 'a PNG image', advice: READ, begins: /^\x89PNG\r\n\x1a\n/ },
  { kind: 'gif', what: 'a GIF image', advice: READ, begins: /^GIF8[79]a/ },
  { kind: 'webp', what: 'a WebP image', advice: READ, begins: /^RIFF[^]{4}WEBP/ },
  {
    kind: 'tiff',
    what: 'a TIFF image',
    advice: READ,
    begins: /^(?:II[*+]\0|MM\0[*+])/,
  },
  {
    kind: 'jxl',
    what: 'a JPEG XL image',
    advice: 'convert it, for example with: djxl image.jxl image.jpg',
    begins: /^(?:\xff\x0a|\0\0\0\x0cJXL )/,
  },
  {
    kind: 'bmp',
    what: 'a BMP image',
    advice: FROM_IMAGE('image.bmp'),
    begins: /^BM[^]{4}\0\0\0\0/,
  },
  {
    kind: 'utf16',
    what: 'text in UTF-16',
    advice:
      "save it as UTF-8, for example with: python -c \"open('a.json', 'w', encoding='utf-8').write(open('b.json', encoding='utf-16').read())\"",
    begins: /^(?:\xff\xfe(?!\0\0)|\xfe\xff)/,
  },
  {
    kind: 'packed',
    what: 'packed (XZ, Zstandard or bzip2)',
    advice: 'unpack it first, for example with: xz -d, zstd -d or bunzip2',
    begins: /^(?:\xfd7zXZ\0|\x28\xb5\x2f\xfd|BZh[1-9])/,
  },
  {
    kind: 'pdf',
    what: 'a PDF document',
    advice: 'convert its pages, for example with: pdftoppm -jpeg file.pdf page',
    begins: /^%PDF-/,
  },
  {
    kind: 'svg',
    what: 'a drawing (svg)',
    advice: 'convert it to PNG or JPEG',
    // Also one that defines entities first, to expand them later.
    begins:
      /^(?:\xef\xbb\xbf)?\s*<(?!!doctype html|html)(?:svg[\s/>]|[^]*(?:<svg[\s/>]|<!ENTITY))/i,
  },
  {
    kind: 'html',
    what: 'a web page',
    advice: 'the download was refused or needs a login; download the file itself',
    begins: /^(?:\xef\xbb\xbf)?\s*<(?:!doctype html|html|head|body|\?xml|!--)/i,
  },
  {
    kind: 'git-lfs',
    what: 'a pointer of Git LFS, not the file',
    advice: 'fetch the file with: git lfs pull',
    begins: /^version https:\/\/git-lfs/,
  },
  {
    kind: 'npy',
    what: 'a NumPy array (.npy)',
    advice:
      "save it in a format that is read, for example with: python -c \"import numpy, pickle; pickle.dump(numpy.load('a.npy', allow_pickle=True).tolist(), open('a.pkl', 'wb'))\"",
    begins: /^\x93NUMPY/,
  },
  {
    kind: 'npz',
    what: 'an archive of NumPy arrays (.npz)',
    advice:
      "save it in a format that is read, for example with: python -c \"import numpy; from safetensors.numpy import save_file; save_file(dict(numpy.load('a.npz')), 'a.safetensors')\"",
    begins: /^PK\x03\x04[^]{26}[^\0-\x1f]{1,100}\.npy/,
  },
  { kind: 'zip', what: 'a zip file', advice: 'unpack it first', begins: /^PK[\x03\x05]/ },
  {
    kind: 'gzip',
    what: 'packed with gzip',
    advice: 'unpack it first: gunzip file.gz',
    begins: /^\x1f\x8b/,
  },
  {
    kind: 'hdf5',
    what: 'an HDF5 file (Keras, MATLAB 7.3)',
    advice: "save MATLAB files with save(file, '-v7', …), and weights as safetensors",
    begins: /^\x89HDF\r\n/,
  },
  {
    kind: 'onnx',
    what: 'an ONNX model',
    advice:
      'its weights have no names of layers; save model.state_dict() of the PyTorch model that it was exported from',
    // ModelProto: ir_version, then producer_name or the opset.
    begins: /^\x08[\x01-\x20](?:\x12[\x01-\x7f][\x20-\x7e]{2}|[\x42\x3a])/,
  },
  {
    kind: 'mat',
    what: 'a MATLAB file',
    advice: 'name it .mat where a MATLAB file is expected',
    begins: /^MATLAB [57]/,
  },
] as const satisfies readonly (Omit<SniffedFile, 'kind'> & { kind: string; begins: RegExp })[];

/** HEIF and AVIF are one container, whose brands say what is in it. */
function imageContainer(text: string): SniffedFile | null {
  if (text.slice(4, 8) !== 'ftyp') return null;
  const length = text.charCodeAt(2) * 256 + text.charCodeAt(3);
  const brands: readonly string[] = text.slice(8, length).match(/[^]{4}/g) ?? [];
  if (brands.includes('avif') || brands.includes('avis')) {
    return { kind: 'avif', what: 'an AVIF image', advice: READ };
  }
  if (!brands.some((brand) => /^(?:he[ivm]|mif1|msf1)/.test(brand))) return null;
  return {
    kind: 'heic',
    what: 'a HEIC image, as phones take them,',
    advice: 'convert it, for example with: heif-convert image.heic image.jpg',
  };
}
