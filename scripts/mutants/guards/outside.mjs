import { inFile } from './in-file.mjs';

const hosts = [
  ...inFile('server/front-door.ts', ['server/front-door.test.ts'], {
    'exactly one Host': {
      find: 'if (stated.count !== 1) return isBareProbe(request, stated.count) ? false : refuseMalformed(response);',
    },
    'a probe alone comes without a Host': { find: ' && probes.test(url)' },
    'a proxy that nobody trusts asks under our hosts': {
      find: 'if (isFromTrustedProxy(request)) {\n      goByOwnOrigin',
      replace: 'if (true) {\n      goByOwnOrigin',
    },
    'what a proxy asks under is no origin': { find: 'headers.host = new URL(origin).host;' },
    'a target that cannot be read': {
      find: 'if (!takeTarget(request)) return refuseMalformed(response);',
      replace: 'takeTarget(request);',
    },
    'a host that is not ours': {
      find: "if (told ? told.every(isOwn) : isOwn(request.headers.host ?? '')) return false;",
      replace: 'return false;',
    },
    'each host that a proxy tells is ours': { find: 'told.every(isOwn)', replace: 'told.some(isOwn)' },
    'forwarded headers of nobody’s proxy': { find: 'else removeForwarded(request);' },
    'probes are the only ones': {
      find: 'const probes = /^\\/api\\/(?:live|ready)(?:\\?|$)/;',
      replace: 'const probes = /^\\/api\\/(?:live|ready)/;',
    },
    'a target with a user in it': { find: "if (username !== '' || password !== '') return false;" },
    'a target outranks Host': { find: 'request.headers.host = host;' },
  }),
  ...inFile('lib/doors/own-page.ts', ['server/own-page.test.ts'], {
    'a change comes from an own origin': {
      find: 'own.isOwnOrigin(headers.origin, askedHostOf(headers))',
      replace: 'true',
    },
  }),
  ...inFile('server/own-hosts.ts', ['server/own-hosts.test.ts'], {
    'an origin has the scheme of ours': {
      find: 'if (!isLocal && protocol !== new URL(origin).protocol) return false;',
      filter: 'origins of aliases',
    },
    'an origin is at the host that was asked': {
      find: 'return host === hostAt(protocol, askedHost) || aliasOrigins.has(text);',
      replace: 'return true;',
      filter: 'origins of aliases',
    },
    'an alias with its port is an origin': {
      find: ' || aliasOrigins.has(text)',
      filter: 'origins of aliases',
    },
    'what is no host': {
      find: 'if (asked === undefined) return false;',
      replace: 'if (asked === undefined) return true;',
    },
    'an address that the request did not come in at': {
      find: 'return asked.name === canonical(localAddress);',
      replace: 'return true;',
    },
    'a name that is not ours': { find: 'own.name === name && fits(own, port)', replace: 'fits(own, port)' },
    'a name at another port': { find: 'own.name === name && fits(own, port)', replace: 'own.name === name' },
  }),
];

const doors = [
  ...inFile('lib/doors/api.ts', ['lib/api/authentication.db.test.ts'], {
    'nobody is somebody': {
      find: "if (caller === null) throw new LatchkeyError('unauthenticated');",
      filter: 'refuses nobody',
    },
    'a change by cookie is of our own pages': {
      find: 'if (isFromOwnPage(request, own)) return;',
      replace: 'return;',
      filter: 'no page of its own',
    },
  }),
  ...inFile('lib/users/set-up.ts', ['lib/users/set-up-link.db.test.ts'], {
    'a link is compared whole': {
      find: 'timingSafeEqual(hash, other)',
      replace: 'timingSafeEqual(hash.subarray(0, 1), other.subarray(0, 1))',
    },
    'a text of another length': { find: 'hash.length === other.length && ' },
    'the right link': { find: 'isHashOf(link, row.value) && ' },
  }),
  ...inFile('lib/kernel/own-path.ts', ['lib/kernel/own-path.test.ts'], {
    'a way to another origin': { find: 'origin !== here ||\n' },
    'a path that browsers take for a host': { find: "pathname.startsWith('//')", replace: 'false' },
  }),
];

const egress = [
  ...inFile('lib/egress/open.ts', ['lib/egress/open.test.ts'], {
    'what is no host': {
      find: "if (host === undefined || !Number.isInteger(port) || port < 1 || port > 65_535)\n    throw new EgressError('host_invalid');",
      replace: 'if (host === undefined) return undefined;',
    },
    'where it may not go': {
      find: "if (!mayGo(reach, listing, isNamed)) throw new EgressError('host_not_listed');",
    },
    'a destination is listed': {
      find: "case 'destination':\n      return listing !== 'none';",
      replace: "case 'destination':\n      return true;",
    },
    'a secret host is listed by its name': {
      find: "return listing !== 'none' || isNamed;",
      replace: 'return true;',
    },
    'plain only where it is listed so': {
      find: "isPlainAllowed: listing === 'plain'",
      replace: 'isPlainAllowed: true',
      tests: ['lib/connections/test-destinations.db.test.ts'],
      filter: 'goes without TLS only',
    },
    'addresses that nothing goes to': {
      find: "if (kinds.includes('never')) throw new EgressError('host_refused');",
    },
    'one bad address among good ones': {
      find: "kinds.includes('never')",
      replace: "kinds.every((kind) => kind === 'never')",
    },
    'a private network that nobody listed': {
      find: "kinds[at] === 'inside' && !isListed(address)",
      replace: 'false && at && address',
    },
    'a name without an address only where it was allowed by name': {
      find: 'if (mayLack && !signal.aborted) return [];',
      replace: 'if (!signal.aborted) return [];',
      tests: ['lib/probes/through-proxy.test.ts'],
      filter: 'asks the proxy nothing about',
    },
  }),
  ...inFile('lib/egress/proxy.ts', ['lib/egress/proxy.test.ts'], {
    'this machine is asked for through no proxy': { find: 'isLoopbackName(host) || ', replace: '' },
    'what is reached directly': { find: ' || isListedByName(settings.direct, host, port)', replace: '' },
  }),
  ...inFile('lib/platform/secret-settings.ts', ['lib/platform/secret-settings.test.ts'], {
    'addresses of proxies in small letters leave the environment': {
      find: 'delete environment[name.toLowerCase()];',
    },
  }),
  ...inFile('lib/egress/address.ts', ['lib/egress/address.test.ts'], {
    'an IPv4 address inside of an IPv6 one': { find: 'if (carried) return kindOfAddress(carried, own);' },
    'link-local and reserved IPv4': { find: "if (never.check(address, 'ipv4')) return 'never';" },
    'link-local and reserved IPv6': { find: "|| never.check(address, 'ipv6')", replace: '' },
    'private IPv4': { find: "inside.check(address, 'ipv4') || ", replace: '' },
    'private IPv6': { find: "inside.check(address, 'ipv6') || ", replace: '' },
    'own IPv4 addresses': {
      find: "inside.check(address, 'ipv4') || own.includes(address)",
      replace: "inside.check(address, 'ipv4')",
    },
    'own IPv6 addresses': {
      find: "inside.check(address, 'ipv6') || own.includes(address)",
      replace: "inside.check(address, 'ipv6')",
    },
    'IPv6 that is not global': {
      find: "globalV6.check(address, 'ipv6') ? 'public' : 'never'",
      replace: "'public'",
    },
  }),
  ...inFile('lib/egress/rules.ts', ['lib/egress/rules.test.ts'], {
    'a rule of a port': {
      find: 'return rule.port === undefined || rule.port === port;',
      replace: 'return true;',
    },
    'a rule of a name': { find: 'return rule.name === host;', replace: 'return true;' },
    'a rule of a domain': {
      find: `return host.endsWith(\`.\${rule.suffix}\`);`,
      replace: 'return host.endsWith(rule.suffix);',
    },
    'a rule of a range': {
      find: "return range.check(plain, isIP(plain) === 4 ? 'ipv4' : 'ipv6');",
      replace: 'return true;',
    },
  }),
];

const plainTest = ['lib/probes/not-encrypted.test.ts'];
const probes = [
  ...inFile('lib/probes/postgres.ts', plainTest, {
    'no password before TLS': { find: ' || !opened.isPlainAllowed', filter: 'PostgreSQL' },
    'TLS is asked for first': {
      find: "{ ...settings, ssl: tlsOptions(opened, 'inside') }",
      replace: '{ ...settings, ssl: false }',
      filter: 'PostgreSQL',
    },
  }),
  ...inFile('lib/probes/mysql.ts', plainTest, {
    'no password before TLS': { find: ' || !opened.isPlainAllowed', filter: 'MySQL' },
    'TLS is asked for first': {
      find: 'attempt(opened, signal, { ...settings, ssl })',
      replace: 'attempt(opened, signal, settings)',
      filter: 'MySQL',
    },
  }),
  ...inFile('lib/probes/redis.ts', plainTest, {
    'no password before TLS': {
      find: "if (!isTls && !opened.isPlainAllowed) throw new ProbeError('redis_not_encrypted');",
      filter: 'Redis',
    },
  }),
  ...inFile('lib/probes/smtp.ts', plainTest, {
    'no password before TLS': {
      find: 'requireTLS: !isImplicit && !opened.isPlainAllowed',
      replace: 'requireTLS: false',
      filter: 'SMTP',
    },
  }),
  ...inFile('lib/probes/http.ts', plainTest, {
    'no credential before TLS': {
      find: "if (!isTls && !opened.isPlainAllowed) throw new ProbeError('http_not_encrypted');",
      filter: 'HTTP',
    },
  }),
];

export const outsideGuards = [...hosts, ...doors, ...egress, ...probes];
