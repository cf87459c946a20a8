/** When a connection was last read, as it leaves; the beginning of time means never. */
export function readAt(at: Date): string | null {
  return at.getTime() === 0 ? null : at.toISOString();
}
