// Settings of the product may be secret: what is started for something else does not get them.
const isOwn = (name) =>
  /^LATCHKEY_(?!TEST_|DIFFERENTIAL_|SAID_)/.test(name) || /^DATABASE_URL(_FILE)?$/.test(name);

/** The environment without the product's settings. */
export function withoutOwnSettings(environment = process.env) {
  return Object.fromEntries(Object.entries(environment).filter(([name]) => !isOwn(name)));
}

/** Takes the product's settings out of this process's environment, and returns them. */
export function takeOwnSettings() {
  const settings = Object.fromEntries(Object.entries(process.env).filter(([name]) => isOwn(name)));
  for (const name of Object.keys(settings)) delete process.env[name];
  return settings;
}
