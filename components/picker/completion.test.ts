import { describe, expect, it } from 'vitest';
import { grammarOf, partsOf } from '@/lib/providers/references';
import type { ItemField } from './binding';
import { itemCompletions, memberCompletions, topCompletions } from './completion';
import { indexItems } from './search';

const manager = { id: 'm', name: 'Company', provider: 'onepassword' as const };
const other = { ...manager, id: 'n', name: 'Team' };
const grammar = grammarOf('onepassword');
const vault = (title: string, of = manager) => ({ manager: of, grammar, top: { id: `id-${title}`, title } });
const item = (id: string, title: string) => ({ id, title, category: 'Login', createdAt: '', updatedAt: '' });
const [production] = [vault('Production')];
const texts = (completions: readonly { text: string }[]) => completions.map(({ text }) => text);

describe('completing a reference', () => {
  it('offers vaults, those that begin like it first', () => {
    const places = [vault('Preprod'), vault('Production'), vault('Shared')];
    expect(texts(topCompletions('prod', places))).toEqual(['op://Production/', 'op://Preprod/']);
    expect(topCompletions('', places)).toHaveLength(3);
  });

  it('says of which secret manager a vault is, where there are several', () => {
    const [one, two] = topCompletions('prod', [production, vault('Production', other)]);
    expect([one?.detail, two?.detail, two?.managerId]).toEqual(['Company', 'Team', 'n']);
    expect(topCompletions('prod', [production])[0]?.detail).toBe('');
  });

  it('offers the items of the vault; a twin, and a name that cannot stand there, by its id', () => {
    const items = indexItems([
      {
        vaultId: 'v',
        vaultTitle: 'Production',
        items: [item('1', 'Stripe'), item('2', 'AWS'), item('3', 'AWS'), item('4', 'R&D [eu]')],
      },
    ]);
    const offered = (text: string) => texts(itemCompletions(partsOf(text), production, items));
    expect(offered('op://Production/str')).toEqual(['op://Production/Stripe/']);
    expect(offered('op://Production/aws')).toEqual(['op://Production/2/', 'op://Production/3/']);
    expect(offered('op://Production/R')).toContain('op://Production/4/');
  });

  it('offers the fields of the item by name or section, with what would be bound', () => {
    const field = (id: string, title: string, sectionTitle?: string): ItemField => ({
      id,
      title,
      type: 'Concealed',
      isEmpty: false,
      reference: `op://v/i/${id}`,
      offers: ['value'],
      ...(sectionTitle ? { sectionId: 's', sectionTitle } : {}),
    });
    const fields = [field('a', 'Secret Key'), field('b', 'Webhook Secret', 'Hooks'), field('c', 'ключ #1')];
    const of = (text: string) =>
      memberCompletions(partsOf(text), production, { title: 'Stripe', members: fields });
    expect(of('op://Production/Stripe/')).toHaveLength(3);
    expect(texts(of('op://Production/Stripe/hook'))).toEqual(['op://Production/Stripe/Hooks/Webhook Secret']);
    expect(texts(of('op://Production/Stripe/Hooks/'))).toEqual([
      'op://Production/Stripe/Hooks/Webhook Secret',
    ]);
    expect(texts(of('op://Production/Stripe/ключ'))).toEqual(['op://v/i/c']);
    expect(of('op://Production/Stripe/sec')[0]?.binding).toMatchObject({
      reference: 'op://v/i/a',
      trust: 'chosen',
    });
  });
});
