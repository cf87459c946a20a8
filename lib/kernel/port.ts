/** The port that a text gives, 1 to 65535. Undefined: it gives none. */
export function portInText(text: string): number | undefined {
  const tidy = text.trim();
  const port = /^\d{1,5}$/.test(tidy) ? Number(tidy) : 0;
  return port >= 1 && port <= 65_535 ? port : undefined;
}
