import type { Binding } from '@/components/picker/binding';
import { OfferChoices } from '@/components/picker/offer-list';
import { usePickerDeps } from '@/components/picker/picker-provider';
import { useOffers } from '@/components/picker/use-offers';
import type { ConnectionDraft } from './draft';

export interface FieldOffersProps {
  /** What the field is bound to, which was not found as it stands. */
  binding: Binding;
  connection: ConnectionDraft['access'];
  onUse: (binding: Binding) => void;
}

/** Under a field whose reference was not found: what it may have been meant for, one click away. */
export function FieldOffers({ binding, connection, onUse }: FieldOffersProps) {
  const { suggest, managers } = usePickerDeps();
  const { groups } = useOffers(suggest, {
    text: binding.shownReference,
    managers: managers.filter(({ id }) => id === binding.secretManagerId),
    connection,
  });
  return <OfferChoices groups={groups} onUse={onUse} />;
}
