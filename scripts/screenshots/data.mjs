const bound = (secretManagerId, reference) => ({ secretManagerId, reference });

/**
 * What a company has after its first days: two secret managers, connections with typed and bound fields, keys,
 * people, answers in the cache. Returns what the pictures need to know of it, and `wear`, after which one secret
 * manager is refused and the cache has every state.
 */
export async function fill({ call, stage }) {
  const company = await connect(call, 'Company 1Password', stage.token());
  const minted = await stage.sandbox('tokens', { name: 'staging', vaults: ['Staging'] });
  const staging = await connect(call, 'Staging 1Password', minted.token, { freshMs: 1_000 });
  const { payments, analysts } = await makePeople(call);
  await grant(call, company.id, payments, ['op://Production/**', 'op://Shared/**']);
  await grant(call, staging.id, payments, ['op://**']);
  await makeConnections(call, { companyId: company.id, stagingId: staging.id, payments });
  const key = await makeKeys(call);
  await readAsWorkload(stage, key);
  await makeBreakable(call, stage, company.id);
  await call('POST', '/bulk/connections/tag', { keys: ['stripe', 'openai'], add: ['live', 'payments'] });
  await call('POST', `/secret-managers/${company.id}/scan`);
  const wear = async () => {
    await makeRefused(call, { companyId: company.id, payments, analysts });
    await stage.sandbox('items/remove-field', { vault: 'Production', item: 'OpenAI', field: 'API Key' });
    await stage.sandbox('items/move', { vault: 'Shared', item: 'Mail relay', toVault: 'Production' });
    await call('POST', `/secret-managers/${company.id}/scan`);
    await call('POST', '/references/check', bound(company.id, 'op://Production/Paddle/Secret Key'));
    await stage.sandbox('tokens/revoke', { serviceAccountId: minted.serviceAccountId });
    await call('POST', `/secret-managers/${staging.id}/test`, undefined, { mayFail: 'yes' });
    await resolve(stage, key, 'slack-staging');
  };
  return { companyId: company.id, stagingId: staging.id, wear };
}

function connect(call, name, token, policy = {}) {
  return call('POST', '/secret-managers', {
    name,
    provider: 'onepassword',
    scope: 'platform',
    config: { serviceAccountToken: token },
    plan: 'business',
    policy,
  });
}

function grant(call, managerId, projectId, patterns, ...others) {
  const projects = [{ projectId, patterns }, ...others];
  return call('PUT', `/secret-managers/${managerId}/access`, { projects });
}

/** People, the project that they are members of, and one with nobody. Returns the ids of both. */
async function makePeople(call) {
  const project = await call('POST', '/projects', { name: 'Payments' });
  const analysts = await call('POST', '/projects', { name: 'Data platform' });
  const people = [
    ['Grace Hopper', 'grace@example.com', 'builder'],
    ['Edith Clarke', 'edith@example.com', 'support'],
  ];
  for (const [name, email, role] of people) {
    await call('POST', '/users', { name, email, role, projectIds: [project.id] });
  }
  return { payments: project.id, analysts: analysts.id };
}

async function makeConnections(call, { companyId, stagingId, payments }) {
  const ofPayments = { scope: 'project', projectIds: [payments] };
  const connections = [
    {
      key: 'stripe',
      ...ofPayments,
      name: 'Stripe',
      app: 'stripe',
      fields: {
        secretKey: bound(companyId, 'op://Production/Stripe/Secret Key'),
        webhookSecret: bound(companyId, 'op://Production/Stripe/Webhook Secret'),
      },
    },
    {
      key: 'warehouse',
      name: 'Warehouse',
      app: 'postgres',
      fields: {
        host: { value: 'db.shared.example' },
        port: { value: '5432' },
        database: { value: 'warehouse' },
        username: bound(companyId, 'op://Shared/Database/username'),
        password: bound(companyId, 'op://Shared/Database/password'),
      },
    },
    {
      key: 'openai',
      ...ofPayments,
      name: 'OpenAI',
      app: 'openai',
      fields: {
        apiKey: bound(companyId, 'op://Production/OpenAI/API Key'),
        organization: { value: 'org-7dK2' },
      },
    },
    {
      key: 'slack-staging',
      ...ofPayments,
      name: 'Slack, staging',
      app: 'slack',
      fields: {
        botToken: bound(stagingId, 'op://Staging/Slack/Bot Token'),
        signingSecret: bound(stagingId, 'op://Staging/Slack/Signing Secret'),
      },
    },
    {
      key: 'github',
      name: 'GitHub',
      app: 'github',
      fields: { token: { value: 'a typed token' }, baseUrl: { value: 'https://api.github.com' } },
    },
  ];
  for (const connection of connections)
    await call('POST', '/connections', { scope: 'platform', ...connection });
  await call('PATCH', '/connections/stripe', { name: 'Stripe live' });
}

/** One whose project may use its secrets no more. */
async function makeRefused(call, { companyId, payments, analysts }) {
  const ofPayments = [companyId, payments, ['op://Production/**', 'op://Shared/**']];
  await grant(call, ...ofPayments, { projectId: analysts, patterns: ['op://Shared/**'] });
  await call('POST', '/connections', {
    key: 'reporting',
    name: 'Reporting',
    app: 'postgres',
    scope: 'project',
    projectIds: [analysts],
    fields: {
      host: { value: 'db.shared.example' },
      port: { value: '5432' },
      database: { value: 'reports' },
      username: bound(companyId, 'op://Shared/Database/username'),
      password: bound(companyId, 'op://Shared/Database/password'),
    },
  });
  await grant(call, ...ofPayments);
}

/** One whose item is moved away later. */
async function makeBreakable(call, stage, companyId) {
  const fields = [{ label: 'password', type: 'Concealed', value: 'SANDBOX-mail' }];
  await stage.sandbox('items', { vault: 'Shared', title: 'Mail relay', category: 'ApiCredentials', fields });
  await call('POST', '/connections', {
    key: 'mail',
    name: 'Mail relay',
    app: 'smtp',
    scope: 'platform',
    fields: {
      host: { value: 'smtp.shared.example' },
      username: { value: 'notices' },
      password: bound(companyId, 'op://Shared/Mail relay/password'),
    },
  });
}

async function makeKeys(call) {
  const { key } = await call('POST', '/api-keys', { name: 'billing worker', role: 'workload' });
  await call('POST', '/api-keys', { name: 'nightly reports', role: 'workload' });
  const old = await call('POST', '/api-keys', { name: 'old cron box', role: 'workload' });
  await call('DELETE', `/api-keys/${old.id}`);
  return key;
}

async function readAsWorkload(stage, key) {
  for (const connection of ['stripe', 'warehouse', 'openai', 'slack-staging']) {
    const response = await resolve(stage, key, connection);
    if (!response.ok) throw new Error(`Resolving ${connection} failed: ${response.status}.`);
  }
  for (let reads = 0; reads < 40; reads += 1)
    await resolve(stage, key, reads % 3 === 0 ? 'warehouse' : 'stripe');
}

function resolve(stage, key, connection) {
  return fetch(`${stage.origin()}/api/v1/connections/${connection}/resolve`, {
    method: 'POST',
    headers: { authorization: `Bearer ${key}` },
  });
}
