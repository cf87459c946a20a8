import { cn } from '@/components/ui/cn';
import type { ManagerView } from '@/lib/managers/schema';

// 1Password's mark, from simple-icons 16 (https://1password.com/press).
const onePasswordPath =
  'M12 0c6.627 0 12 5.373 12 12 0 6.628-5.373 12-12 12S0 18.628 0 12C0 5.373 5.373 0 12 0m-.893 4.86c-.485 0-.727.001-.913.095a.87.87 0 0 0-.378.379c-.094.185-.095.428-.095.912v2.747c0 .12 0 .182.016.238q.02.075.065.138a1 1 0 0 0 .175.162l.695.564c.113.092.17.139.19.194a.22.22 0 0 1 0 .15c-.02.056-.077.102-.19.194l-.695.564a1 1 0 0 0-.175.162.4.4 0 0 0-.065.138 1 1 0 0 0-.016.238v6.019c0 .485 0 .728.095.913a.87.87 0 0 0 .378.378c.186.094.428.094.913.094h1.786c.485 0 .727 0 .913-.094a.87.87 0 0 0 .378-.378c.095-.185.095-.428.095-.913v-2.747c0-.12 0-.182-.016-.238a.4.4 0 0 0-.065-.138 1 1 0 0 0-.175-.162l-.695-.564c-.113-.092-.17-.138-.191-.193a.22.22 0 0 1 0-.152c.02-.055.078-.1.19-.193l.696-.564a1 1 0 0 0 .175-.162.4.4 0 0 0 .065-.138 1 1 0 0 0 .016-.238V6.246c0-.484 0-.727-.095-.912a.87.87 0 0 0-.378-.379c-.186-.094-.428-.094-.913-.094Z';

const paths: Record<ManagerView['provider'], string> = {
  onepassword: onePasswordPath,
  'onepassword-connect': onePasswordPath,
};

/** The mark of a provider, in the colour of the text around it. */
export function ProviderMark({
  provider,
  className,
}: {
  provider: ManagerView['provider'];
  className?: string;
}) {
  return (
    <svg aria-hidden="true" viewBox="0 0 24 24" className={cn('size-4 shrink-0 fill-current', className)}>
      <path d={paths[provider]} />
    </svg>
  );
}
