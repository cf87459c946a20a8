/**
 * Texts as one run of bytes that no other list of texts gives: each is led by its length in bytes (4, big-endian).
 * Without the lengths ("ab", "c") and ("a", "bc") would be one and the same.
 */
export function encodeParts(parts: readonly string[]): Buffer {
  const sizes = parts.map((part) => Buffer.byteLength(part));
  const bytes = Buffer.allocUnsafe(sizes.reduce((total, size) => total + 4 + size, 0));
  let at = 0;
  parts.forEach((part, index) => {
    at = bytes.writeUInt32BE(sizes[index] ?? 0, at);
    at += bytes.write(part, at);
  });
  return bytes;
}
