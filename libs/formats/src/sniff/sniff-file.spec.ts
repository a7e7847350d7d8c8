import { sniffFile } from './sniff-file';

const kindOf = (text: string) =>
  sniffFile(Uint8Array.from(text, (char) => char.charCodeAt(0)))?.kind ?? null;

it.each([
  ['\xff\xd8\xff\xe0\0\x10JFIF', 'jpeg'],
  ['\x89PNG\r\n\x1a\n\0\0\0\rIHDR', 'png'],
  ['GIF89a', 'gif'],
  ['RIFF\x10\0\0\0WEBPVP8 ', 'webp'],
  ['II*\0', 'tiff'],
  ['MM\0*', 'tiff'],
  ['\0\0\0\x18ftypavif\0\0\0\0mif1miaf', 'avif'],
  ['\0\0\0\x1cftypmif1\0\0\0\0mif1avifmiaf', 'avif'],
  ['\0\0\0\x18ftypheic\0\0\0\0mif1heic', 'heic'],
  ['\0\0\0\x18ftypmif1\0\0\0\0mif1heic', 'heic'],
  ['\0\0\0\x18ftypisom\0\0\0\0isomavc1', null],
  ['\xff\x0a\x3f', 'jxl'],
  ['\0\0\0\x0cJXL \r\n\x87\n', 'jxl'],
  ['BM\x36\0\0\0\0\0\0\0\x36\0', 'bmp'],
  ['%PDF-1.7', 'pdf'],
  ['<svg xmlns="http://www.w3.org/2000/svg"/>', 'svg'],
  ['<?xml version="1.0"?>\n<!-- a --><svg/>', 'svg'],
  ['<!DOCTYPE s [<!ENTITY a "lol">]><svg/>', 'svg'],
  ['<!DOCTYPE html><html><svg>', 'html'],
  ['<html>', 'html'],
  ['version https://git-lfs.github.com/spec/v1\noid sha256:1', 'git-lfs'],
  ['\x93NUMPY\x01\0', 'npy'],
  [`PK\x03\x04${'\0'.repeat(26)}conv1.weight.npy`, 'npz'],
  [`PK\x03\x04${'\0'.repeat(26)}archive/data.pkl`, 'zip'],
  ['\x1f\x8b\x08', 'gzip'],
  ['\x89HDF\r\n\x1a\n', 'hdf5'],
  ['\x08\x08\x12\x07pytorch\x1a\x052.1.0', 'onnx'],
  ['MATLAB 5.0 MAT-file', 'mat'],
  ['\x80\x02}q\0.', null],
  ['{"a": 1}', null],
  ['BMW', null],
  ['', null],
])('%j is %s', (text, kind) => {
  expect(kindOf(text)).toBe(kind);
});
