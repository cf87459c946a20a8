'use client';

import { type KeyboardEvent, useDeferredValue, useEffect, useMemo, useRef, useState } from 'react';
import { AppMark } from '@/components/app-mark';
import { ManagerSelect } from '@/components/manager-select';
import { usePickerDeps } from '@/components/picker/picker-provider';
import { isServing } from '@/components/picker/serving';
import { ScopeField } from '@/components/scope-field';
import { Button, ButtonLink } from '@/components/ui/button';
import { Checkbox } from '@/components/ui/checkbox';
import { Field } from '@/components/ui/field';
import { FormSection } from '@/components/ui/form-section';
import { Notice } from '@/components/ui/notice';
import { Select } from '@/components/ui/select';
import { Textarea } from '@/components/ui/textarea';
import { saidApps } from '@/components/words/apps';
import type { AppId } from '@/lib/kernel/apps';
import type { Choices } from '../../choices';
import { firstAccess } from '../../form/draft';
import { formWords } from '../../form/words';
import { appOfImport, draftOfImport, type Imported } from './import-draft';
import { ImportFound } from './import-found';
import { ItemButton } from './item-button';
import { lookUpNames } from './look-up-names';
import { readImport } from './read-import';
import { importWords as words } from './words';

// The same in every language.
const example =
  'STRIPE_SECRET_KEY="op://Production/Stripe/Secret Key"\nSTRIPE_WEBHOOK_SECRET="op://Production/Stripe/Webhook Secret"';

export interface ImportSourceProps extends Choices {
  text: string;
  onType: (text: string) => void;
  onImported: (imported: Imported) => void;
}

/** What is imported: a pasted text with what it becomes as it is typed, or an item. */
export function ImportSource(props: ImportSourceProps) {
  const { managers, projects, mayBePlatformWide, text, onType, onImported } = props;
  const { suggest } = usePickerDeps();
  const [access, setAccess] = useState(() => firstAccess(projects, mayBePlatformWide));
  const serving = managers.filter((manager) => isServing(manager, access));
  const [chosenManagerId, setManagerId] = useState<string>();
  const managerId = (
    serving.find(({ id }) => id === chosenManagerId) ??
    serving.find(({ status }) => status === 'connected') ??
    serving[0]
  )?.id;
  const [chosenApp, setChosenApp] = useState<AppId>();
  const [takesTyped, setTakesTyped] = useState(true);
  const [isBusy, setBusy] = useState(false);
  const box = useRef<HTMLTextAreaElement>(null);
  const settled = useDeferredValue(text);
  const read = useMemo(() => readImport(settled), [settled]);
  // On a touch screen the keyboard would cover the page.
  useEffect(() => {
    if (window.matchMedia('(pointer: fine)').matches) box.current?.focus();
  }, []);

  const typedCount = read.lines.filter(({ content }) => content.kind === 'typed').length;
  const referenceCount = read.lines.length - typedCount;
  const isNothing = takesTyped ? read.lines.length === 0 : referenceCount === 0;
  const lacksProject = access.scope === 'project' && access.projectIds.length === 0;
  const hindrance = lacksProject ? formWords.who.chooseProject : isNothing ? words.nothingYet : undefined;
  const go = async () => {
    if (hindrance || isBusy) return;
    setBusy(true);
    const choice = { managers: serving, managerId, app: chosenApp, takesTyped, access };
    onImported(await lookUpNames(draftOfImport(readImport(text), choice), suggest));
  };
  const goOnKey = (event: KeyboardEvent) => {
    if (event.key !== 'Enter' || !(event.ctrlKey || event.metaKey)) return;
    event.preventDefault();
    void go();
  };
  return (
    <div>
      {/* What can be bound hangs on the projects: those who choose among several do it first. */}
      {!mayBePlatformWide && projects.length > 1 && (
        <FormSection title={formWords.who.title} help={formWords.who.help}>
          <ScopeField
            value={access}
            onValueChange={setAccess}
            projects={projects}
            label={formWords.who.label}
            help={{ platform: formWords.who.platform, project: formWords.who.own }}
            offers="projects"
          />
        </FormSection>
      )}
      <FormSection title={words.text.title} help={words.text.help}>
        <Field label={words.text.label}>
          <Textarea
            ref={box}
            isMono
            rows={8}
            value={text}
            placeholder={example}
            onChange={(event) => onType(event.target.value)}
            onKeyDown={goOnKey}
            autoComplete="off"
            className="max-h-96 min-h-44 text-xs leading-5"
          />
        </Field>
        <ItemButton managers={serving} access={access} onImported={onImported} />
      </FormSection>
      <FormSection title={words.found.title} help={words.found.help}>
        {read.lines.length + read.unread.length === 0 ? (
          <p className="text-ink-3">{words.found.nothing}</p>
        ) : (
          <>
            <div className="grid items-start gap-4 sm:grid-cols-2">
              <Field label={words.app} help={chosenApp || read.told.app ? undefined : words.appHelp}>
                <Select
                  value={chosenApp ?? appOfImport(read)}
                  onValueChange={setChosenApp}
                  options={saidApps().map(({ id, name }) => ({
                    value: id,
                    label: name,
                    icon: <AppMark app={id} />,
                  }))}
                />
              </Field>
              {serving.length > 0 && referenceCount > 0 && (
                <Field label={words.manager} help={words.managerHelp}>
                  <ManagerSelect managers={serving} value={managerId} onValueChange={setManagerId} />
                </Field>
              )}
            </div>
            {serving.length === 0 && referenceCount > 0 && !lacksProject && (
              <Notice tone="warn" title={words.noManager.title}>
                {words.noManager.text}
              </Notice>
            )}
            {typedCount > 0 && (
              <Checkbox
                label={words.typed.label(typedCount)}
                help={words.typed.help}
                isChecked={takesTyped}
                onCheckedChange={setTakesTyped}
              />
            )}
            <ImportFound read={read} takesTyped={takesTyped} />
          </>
        )}
      </FormSection>
      <div className="sticky bottom-14 z-20 -mx-4 mt-2 border-t bg-canvas px-4 py-3 md:bottom-0 md:-mx-8 md:px-8">
        <div className="flex flex-wrap items-center gap-2 lg:max-w-228 lg:pl-68">
          <Button
            variant="primary"
            isBusy={isBusy}
            blockedBecause={hindrance}
            onClick={go}
            className="max-sm:flex-1"
          >
            {isBusy ? words.lookingUp : words.go}
          </Button>
          <ButtonLink href="/connections" variant="quiet">
            {words.cancel}
          </ButtonLink>
        </div>
      </div>
    </div>
  );
}
