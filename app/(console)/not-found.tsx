import { NotHere } from '@/components/shell/not-here';

/** Inside the frame. */
export default function NotFound() {
  return <NotHere />;
}
