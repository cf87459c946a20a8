/** The answer's body is larger than allowed. */
export class OversizeError extends Error {}

/**
 * Reads a body to its end, holding at most `limitBytes` (after decompression). A longer one is dropped where the limit
 * is passed, or at once when Content-Length says so. Throws OversizeError, or what the connection threw.
 */
export async function readLimited(response: Response, limitBytes: number): Promise<Uint8Array<ArrayBuffer>> {
  const declared = Number(response.headers.get('content-length') ?? 0);
  if (declared > limitBytes) {
    await response.body?.cancel();
    throw new OversizeError();
  }
  if (!response.body) return new Uint8Array();
  const chunks: Uint8Array[] = [];
  let sizeBytes = 0;
  const reader = response.body.getReader();
  for (let part = await reader.read(); !part.done; part = await reader.read()) {
    sizeBytes += part.value.byteLength;
    if (sizeBytes > limitBytes) {
      await reader.cancel();
      throw new OversizeError();
    }
    chunks.push(part.value);
  }
  return joined(chunks, sizeBytes);
}

function joined(chunks: readonly Uint8Array[], sizeBytes: number): Uint8Array<ArrayBuffer> {
  const whole = new Uint8Array(sizeBytes);
  let at = 0;
  for (const chunk of chunks) {
    whole.set(chunk, at);
    at += chunk.byteLength;
  }
  return whole;
}
