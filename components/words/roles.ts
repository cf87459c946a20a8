import { roleWords as ofRoles } from '@/lib/kernel/role';
import { inLanguages } from './languages';

/** What each role is called, and what it means. */
export const roleWords = inLanguages(ofRoles);
