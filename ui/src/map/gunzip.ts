// In place of `fflate`, which pmtiles would use in a browser that cannot decompress; those that we build for can.

export function decompressSync(): never {
  throw new Error('this browser cannot decompress');
}
