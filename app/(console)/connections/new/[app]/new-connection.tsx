'use client';

import { type ReactNode, useState } from 'react';
import { AppTile } from '@/components/app-mark';
import { PickerProvider } from '@/components/picker/picker-provider';
import { ButtonLink } from '@/components/ui/button';
import { useNavigate } from '@/components/ui/navigate-provider';
import { PageHeader } from '@/components/ui/page-header';
import { toast } from '@/components/ui/toast';
import { saidAppOf } from '@/components/words/apps';
import type { AppId } from '@/lib/kernel/apps';
import type { Role } from '@/lib/kernel/role';
import { environmentGrammarOf } from '@/lib/providers/references';
import { create } from '../../actions';
import type { Choices } from '../../choices';
import { ConnectionForm } from '../../form/connection-form';
import { type ConnectionDraft, createInputOf, firstAccess, newDraft } from '../../form/draft';
import { newEnvironment } from '../../form/environment-draft';
import { formWords } from '../../form/words';
import { pickerActions } from '../../picker-actions';
import { connectionWords } from '../../words';

export interface NewConnectionProps extends Choices {
  app: AppId;
  role: Role;
  /** It begins with a whole Environment. */
  ofEnvironment?: boolean;
  /** What it begins with, from an import, and the way back there. */
  imported?: { draft: ConnectionDraft; back: ReactNode };
}

/** The form of a connection that does not exist yet. */
export function NewConnection({
  app,
  role,
  managers,
  projects,
  mayBePlatformWide,
  imported,
  ofEnvironment = false,
}: NewConnectionProps) {
  const navigate = useNavigate();
  const [empty] = useState(() => {
    const draft = newDraft(app, firstAccess(projects, mayBePlatformWide));
    const [only, ...others] = managers.filter(environmentGrammarOf);
    const environment = newEnvironment(only && others.length === 0 ? only.id : '');
    return ofEnvironment && only ? { ...draft, environment, fields: [] } : draft;
  });
  return (
    <PickerProvider managers={managers} actions={pickerActions} role={role}>
      <PageHeader
        trail={[
          { label: connectionWords.title, href: '/connections' },
          ...(imported ? [] : [{ label: connectionWords.choose.title, href: '/connections/new/app' }]),
        ]}
        title={
          <span className="flex items-center gap-2.5">
            <AppTile app={app} />
            {connectionWords.create.title(saidAppOf(app).name)}
          </span>
        }
        actions={
          imported?.back ?? (
            <ButtonLink href="/connections/new/app">{connectionWords.create.otherApp}</ButtonLink>
          )
        }
      />
      <ConnectionForm
        app={app}
        projects={projects}
        mayBePlatformWide={mayBePlatformWide}
        draftAtFirst={imported?.draft ?? empty}
        isUnsavedAtFirst={imported !== undefined}
        mode="create"
        save={(values) => create(createInputOf(app, values))}
        onSaved={({ key, name }) => {
          toast.done(formWords.save.created(name), {
            description: formWords.save.createdHint,
            action: {
              label: formWords.save.useFromCode,
              onClick: () => navigate.push(`/connections/${key}?part=code`),
            },
          });
          navigate.replace(`/connections/${key}`);
        }}
      />
    </PickerProvider>
  );
}
