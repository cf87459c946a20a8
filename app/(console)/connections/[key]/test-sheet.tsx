'use client';

import { CirclePlay } from 'lucide-react';
import dynamic from 'next/dynamic';
import { useRef, useState } from 'react';
import { Button } from '@/components/ui/button';
import { Field } from '@/components/ui/field';
import { Form } from '@/components/ui/form';
import { Input } from '@/components/ui/input';
import { ProblemNote } from '@/components/ui/notice';
import { Sheet } from '@/components/ui/sheet';
import { usePreload } from '@/components/ui/use-preload';
import type { ConnectionView } from '@/lib/connections/schema';
import { takesPath, targetText } from './test-target';
import { testWords } from './test-words';
import { useConnectionTest } from './use-connection-test';

const formId = 'connection-test';

const loadSteps = () => import('./test-step-list').then(({ TestStepList }) => TestStepList);
const TestStepList = dynamic(loadSteps, { loading: () => null });

/** The button that runs the test of a connection, and the sheet that shows it. From there it runs again, with another path too. */
export function TestConnection({ view }: { view: ConnectionView }) {
  const [isOpen, setOpen] = useState(false);
  const [path, setPath] = useState('/');
  const runButton = useRef<HTMLButtonElement>(null);
  const hasPath = takesPath(view);
  usePreload(loadSteps);
  const { steps, problem, isBusy, run } = useConnectionTest(view.key);
  const open = () => {
    setOpen(true);
    run(path);
  };
  return (
    <>
      <Button icon={<CirclePlay />} onClick={open}>
        {testWords.open}
      </Button>
      <Sheet
        isOpen={isOpen}
        onOpenChange={setOpen}
        // The next step is to run it again; a path is changed on demand.
        firstFocus={runButton}
        title={testWords.title(view.name)}
        description={testWords.saved}
        footer={
          <>
            <Button variant="quiet" onClick={() => setOpen(false)}>
              {testWords.close}
            </Button>
            <Button
              ref={runButton}
              type="submit"
              form={formId}
              variant="primary"
              icon={<CirclePlay />}
              isBusy={isBusy}
            >
              {testWords.again}
            </Button>
          </>
        }
      >
        <Form id={formId} saveKey="none" onSubmit={() => run(path)}>
          <div className="grid gap-4">
            <p>{targetText(view)}</p>
            {hasPath && (
              <Field label={testWords.path} help={testWords.pathHelp}>
                <Input isMono value={path} onChange={(event) => setPath(event.target.value)} />
              </Field>
            )}
          </div>
        </Form>
        <div className="mt-4 grid gap-4">
          {problem && <ProblemNote problem={problem} />}
          {steps && <TestStepList app={view.app} steps={steps} />}
        </div>
      </Sheet>
    </>
  );
}
