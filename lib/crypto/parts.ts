/**
 * Texts as one run of bytes that no other list of texts gives: each is led by its length in bytes (4, big-endian).
 * Without the lengths ("ab", "c") and ("a", "bc") would be one and the same.
 */
export function encodeParts(parts: readonly string[]): Buffer {
  const encoded = parts.map((part) => Buffer.from(part, 'utf8'));
  const bytes = Buffer.alloc(encoded.reduce((total, part) => total + 4 + part.length, 0));
  let at = 0;
  for (const part of encoded) {
    at = bytes.writeUInt32BE(part.length, at);
    at += part.copy(bytes, at);
  }
  return bytes;
}
