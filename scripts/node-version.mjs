// The oldest releases of each line that every dependency accepts (Prisma 7 is the strictest).
const oldest = { 20: 19, 22: 12 };

/** Ends the process with advice when this Node is too old. Imported first, before anything that needs a newer one. */
export function requireNode(version = process.versions.node) {
  if (isSupported(version)) return;
  console.error(
    `Latchkey needs Node 20.19 or newer (20.19+, 22.12+, or 24 and later); this is ${version}.\n` +
      'Install a newer one from https://nodejs.org, or run with: npx -y -p node@24 npm start',
  );
  process.exit(1);
}

/** Whether all of Latchkey's packages run on this Node version. */
export function isSupported(version) {
  const [major, minor] = version.split('.').map(Number);
  if (major >= 24) return true;
  return oldest[major] !== undefined && minor >= oldest[major];
}
