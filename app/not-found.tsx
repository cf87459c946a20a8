import { NotHere } from '@/components/shell/not-here';

/** Outside of every frame: an address that no route has. */
export default function NotFound() {
  return (
    <main className="mx-auto max-w-160 px-5 pt-[14dvh]">
      <NotHere />
    </main>
  );
}
