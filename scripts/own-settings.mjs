// Settings of the product may be secret: what is started for something else does not get them.
const isOwn = (name) =>
  /^LATCHKEY_(?!TEST_|DIFFERENTIAL_|SAID_)/.test(name) || /^DATABASE_URL(_FILE)?$/.test(name);

// The machine's own, which npm needs too. They may hold a password.
const isOfProxies = (name) => /^(?:https?_proxy|no_proxy)(?:_file)?$/i.test(name);

/** The environment without the product's settings. */
export function withoutOwnSettings(environment = process.env) {
  return entriesOf(environment, (name) => !isOwn(name));
}

/** Takes the product's settings out of this process's environment, and returns them. */
export function takeOwnSettings() {
  const settings = entriesOf(process.env, isOwn);
  for (const name of Object.keys(settings)) delete process.env[name];
  return settings;
}

/** The settings of proxies in an environment. */
export function proxySettings(environment = process.env) {
  return entriesOf(environment, isOfProxies);
}

/** An environment without the settings of proxies. */
export function withoutProxies(environment) {
  return entriesOf(environment, (name) => !isOfProxies(name));
}

function entriesOf(environment, isKept) {
  return Object.fromEntries(Object.entries(environment).filter(([name]) => isKept(name)));
}
