export { crc32, crc32c, type Checksum } from './checksums/crc32';
