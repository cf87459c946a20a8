'use client';

import { Braces } from 'lucide-react';
import { useState } from 'react';
import { Button } from '@/components/ui/button';
import { Checkbox } from '@/components/ui/checkbox';
import { Input } from '@/components/ui/input';
import { ProblemNote } from '@/components/ui/notice';
import { Skeleton } from '@/components/ui/skeleton';
import { uiWords } from '@/components/words/ui';
import type { ProviderId } from '@/lib/providers/descriptors';
import { schemeOf, treesOf } from '@/lib/providers/references';
import { isChosen, isEverything, withContainer, withEverything } from './pattern-lines';
import { useEnvironments, useVaults } from './use-preview';
import { patternWords as words } from './words';

const searchFrom = 10;

export interface VaultChoiceProps {
  secretManagerId: string;
  provider: ProviderId;
  text: string;
  onTextChange: (text: string) => void;
}

/** Everything, or whole vaults to tick. Each tick is a line of the patterns. */
export function VaultChoice({ secretManagerId, provider, text, onTextChange }: VaultChoiceProps) {
  const vaults = useVaults(secretManagerId);
  const [search, setSearch] = useState('');
  const scheme = schemeOf(provider);
  const isAll = isEverything(text, scheme);
  const known = vaults.data ?? [];
  const wanted = search.trim().toLowerCase();
  const shown = known.filter(({ title }) => title.toLowerCase().includes(wanted));
  return (
    <fieldset className="min-w-0">
      <legend className="mb-1.5 font-medium text-sm">{words.vaults}</legend>
      <div className="overflow-hidden rounded border bg-surface">
        <Checkbox
          label={words.everything}
          help={words.everythingHelp}
          isChecked={isAll}
          onCheckedChange={(isWanted) => onTextChange(withEverything(text, scheme, isWanted))}
          className="px-3 py-2"
        />
        {!isAll && known.length > searchFrom && (
          <div className="border-t px-2 py-1.5">
            <Input
              aria-label={words.searchVaults}
              placeholder={words.searchVaults}
              value={search}
              onChange={(event) => setSearch(event.target.value)}
              // The form around it is not sent.
              onKeyDown={(event) => event.key === 'Enter' && event.preventDefault()}
            />
          </div>
        )}
        {!isAll && (
          <div className="grid max-h-56 gap-1.5 overflow-y-auto border-t px-3 py-2.5">
            {!vaults.data && !vaults.problem && <VaultsLoading />}
            {vaults.data && known.length === 0 && <p className="text-ink-3">{words.noVaults}</p>}
            {known.length > 0 && shown.length === 0 && (
              <p className="text-ink-3">{words.noSuchVault(search.trim())}</p>
            )}
            {shown.map((vault) => (
              <div key={vault.id} className="flex items-center justify-between gap-3">
                <Checkbox
                  label={vault.title}
                  isChecked={isChosen(text, scheme, vault)}
                  onCheckedChange={(isWanted) =>
                    onTextChange(withContainer(text, { scheme, container: vault, all: known }, isWanted))
                  }
                  className="min-w-0 [overflow-wrap:anywhere]"
                />
                <span className="tabular shrink-0 text-ink-3 text-xs">
                  {vault.itemCount !== null && words.preview.items(vault.itemCount)}
                </span>
              </div>
            ))}
            {treesOf(provider)
              .filter(({ levels }) => levels[0] === 'environment')
              .map((tree) => (
                <EnvironmentChoice
                  key={tree.scheme}
                  secretManagerId={secretManagerId}
                  scheme={tree.scheme}
                  wanted={wanted}
                  text={text}
                  onTextChange={onTextChange}
                />
              ))}
          </div>
        )}
      </div>
      {vaults.problem && !vaults.data && (
        <ProblemNote
          problem={vaults.problem}
          className="mt-2"
          actions={
            <Button size="sm" onClick={vaults.retry}>
              {uiWords.retry}
            </Button>
          }
        />
      )}
    </fieldset>
  );
}

interface EnvironmentChoiceProps extends Omit<VaultChoiceProps, 'provider'> {
  scheme: string;
  /** In small letters. */
  wanted: string;
}

/** Whole environments to tick, apart from the vaults. Their lines name them by id. */
function EnvironmentChoice({ secretManagerId, scheme, wanted, text, onTextChange }: EnvironmentChoiceProps) {
  const known = useEnvironments(secretManagerId).data ?? [];
  const shown = known.filter(({ title }) => title.toLowerCase().includes(wanted));
  if (shown.length === 0) return null;
  return (
    // biome-ignore lint/a11y/useSemanticElements: a fieldset within the list would draw its legend over the border
    <div role="group" aria-label={words.environments} className="grid gap-1.5">
      <p aria-hidden className="flex items-center gap-1.5 pt-1.5 text-ink-2 text-xs">
        <Braces className="size-3.5 text-ink-3" />
        {words.environments}
      </p>
      {shown.map((environment) => (
        <Checkbox
          key={environment.id}
          label={environment.title}
          isChecked={isChosen(text, scheme, environment)}
          onCheckedChange={(isWanted) =>
            onTextChange(withContainer(text, { scheme, container: environment, all: known }, isWanted))
          }
          className="min-w-0 [overflow-wrap:anywhere]"
        />
      ))}
    </div>
  );
}

function VaultsLoading() {
  return (
    <div role="status" aria-label={uiWords.loading} className="grid gap-2.5 py-0.5">
      <Skeleton className="h-4 w-40" />
      <Skeleton className="h-4 w-32" />
      <Skeleton className="h-4 w-36" />
    </div>
  );
}
