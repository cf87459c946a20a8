import { ScopeField, type ScopeFieldProps } from '@/components/scope-field';
import { words as allWords } from './words';

const words = allWords.form.scope;

/** Whose a secret manager is. Of a platform-wide one it is said elsewhere which projects may use which secrets. */
export function ManagerScope(props: Pick<ScopeFieldProps, 'value' | 'onValueChange' | 'projects' | 'error'>) {
  return (
    <ScopeField
      {...props}
      label={words.label}
      labels={{ platform: words.platform.label, project: words.project.label }}
      help={{ platform: words.platform.help, project: words.project.help }}
    />
  );
}
