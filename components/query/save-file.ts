/** Has the browser save a text as a file called `latchkey-{name}-{today}.{ending}`. */
export function saveFile({
  name,
  ending,
  text,
}: {
  name: string;
  ending: 'csv' | 'jsonl';
  text: string;
}): void {
  const type = ending === 'csv' ? 'text/csv' : 'application/jsonl';
  const address = URL.createObjectURL(new Blob([text], { type }));
  const link = document.createElement('a');
  link.href = address;
  link.download = `latchkey-${name}-${new Date().toISOString().slice(0, 10)}.${ending}`;
  link.click();
  URL.revokeObjectURL(address);
}
