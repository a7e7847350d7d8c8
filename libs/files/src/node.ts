export { copyFileAtomicallySync } from './node/atomic/copy-file-atomically-sync';
export { syncFolder, writeDurably, type FileContent } from './node/atomic/write-durably';
export { removeLeftovers } from './node/atomic/remove-leftovers';
export { isTemporary, temporaryPath } from './node/atomic/temporary-path';
export { writeFileAtomically } from './node/atomic/write-file-atomically';
export {
  writeFileAtomicallySync,
  writeJsonAtomicallySync,
} from './node/atomic/write-file-atomically-sync';
export {
  removeFolderAtomically,
  writeFolderAtomically,
  type WriteFolderOptions,
} from './node/atomic/write-folder-atomically';
export { makeFolder, makeFolderSync } from './node/folders/make-folder';
export { cacheFolder } from './node/cache/cache-folder';
export { writeToCache } from './node/cache/write-to-cache';
export { claimFile, type Claim, type ClaimOptions } from './node/lock/claim-file';
export { isLockDraft } from './node/lock/lock-draft';
export { isAlive, thisProcess, type ProcessIdentity } from './node/lock/process-identity';
export { withFileLock, type FileLockOptions } from './node/lock/with-file-lock';
