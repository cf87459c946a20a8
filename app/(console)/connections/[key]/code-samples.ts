import type { ConnectionView } from '@/lib/connections/schema';
import { appOf } from '@/lib/kernel/apps';
import { exampleSource, literalSource, type ValueSource } from '@/lib/secrets/schema';

export interface CodeSample {
  id: string;
  name: string;
  code: string;
}

/** How a workload gets this connection, by language. The API key is always a placeholder. */
export function codeSamples(view: ConnectionView, origin: string): CodeSample[] {
  const address = `${origin}/api/v1/connections/${view.key}/resolve`;
  const field = namesOf(view)[0] ?? appOf(view.app).fields[0]?.name ?? 'token';
  return [
    { id: 'curl', name: 'curl', code: curl(address) },
    { id: 'node', name: 'Node', code: node(address, field) },
    { id: 'python', name: 'Python', code: python(address, field) },
    { id: 'actions', name: 'GitHub Actions', code: actions(address, field) },
  ];
}

/** The answer to a resolve: real names of fields, made-up everything else. */
export function answerSample(view: ConnectionView): string {
  const { key, revision, fields } = view;
  const isTyped = (name: string) => Object.hasOwn(fields, name) && !('reference' in Object(fields[name]));
  const lines = namesOf(view).map((name) => ({
    value: `    ${JSON.stringify(name)}: "…"`,
    source: `    ${JSON.stringify(name)}: ${sourceText(isTyped(name) ? literalSource : exampleSource)}`,
  }));
  return `{
  "key": ${JSON.stringify(key)}, "revision": ${revision},
  "fields": {
${lines.map(({ value }) => value).join(',\n')}
  },
  "sources": {
${lines.map(({ source }) => source).join(',\n')}
  }
}`;
}

/** Of its own fields and the variables of its Environment, as it is known. */
function namesOf({ fields, environment }: ConnectionView): string[] {
  const { prefix = '', variables = [] } = environment ?? {};
  return [...new Set([...Object.keys(fields), ...variables.map((name) => `${prefix}${name}`)])];
}

function sourceText(source: ValueSource): string {
  const told = Object.entries(source).map(([name, value]) => `"${name}": ${JSON.stringify(value)}`);
  return `{ ${told.join(', ')} }`;
}

function curl(address: string): string {
  return `curl --fail-with-body --request POST \\
  --header "Authorization: Bearer $LATCHKEY_API_KEY" \\
  ${address}`;
}

function node(address: string, field: string): string {
  return `const response = await fetch('${address}', {
  method: 'POST',
  headers: { authorization: \`Bearer \${process.env.LATCHKEY_API_KEY}\` },
});
const answer = await response.json();
if (!response.ok) throw new Error(\`\${answer.code}: \${answer.detail}\`);

const ${identifier(field)} = answer.fields[${quoted(field)}];`;
}

function python(address: string, field: string): string {
  return `import json, os, urllib.request

request = urllib.request.Request(
    "${address}",
    method="POST",
    headers={"Authorization": f"Bearer {os.environ['LATCHKEY_API_KEY']}"},
)
with urllib.request.urlopen(request) as response:
    fields = json.load(response)["fields"]

${snake(field)} = fields[${JSON.stringify(field)}]`;
}

function actions(address: string, field: string): string {
  const name = snake(field).toUpperCase();
  return `- name: Get ${name} from Latchkey
  env:
    LATCHKEY_API_KEY: \${{ secrets.LATCHKEY_API_KEY }}
  run: |
    value=$(curl --fail-with-body --silent --show-error --request POST ${address} \\
      --header "Authorization: Bearer $LATCHKEY_API_KEY" | jq --raw-output '.fields[${JSON.stringify(field)}]')
    while IFS= read -r line; do [ -z "$line" ] || echo "::add-mask::$line"; done <<< "$value"
    end=$(cat /proc/sys/kernel/random/uuid)
    { echo "${name}<<$end"; echo "$value"; echo "$end"; } >> "$GITHUB_ENV"`;
}

/** A field's name as a variable of JavaScript. */
function identifier(field: string): string {
  return field.replace(/[^A-Za-z0-9_]+(.)?/g, (_, next?: string) => next?.toUpperCase() ?? '');
}

function snake(field: string): string {
  return field
    .replace(/[^A-Za-z0-9]+/g, '_')
    .replace(/([a-z0-9])([A-Z])/g, '$1_$2')
    .toLowerCase();
}

function quoted(field: string): string {
  return `'${field}'`;
}
