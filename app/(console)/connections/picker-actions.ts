import type { PickerActions } from '@/components/picker/binding';
import { check, readMore, search, suggest } from './actions';

/** What the pickers of connections ask the server. */
export const pickerActions: PickerActions = { check, suggest, search, readForSearch: readMore };
