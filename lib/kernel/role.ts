/** What a caller is. `none`: what is stored is no role of this version, and may do nothing. */
export type Role = 'admin' | 'builder' | 'support' | 'workload' | 'none';
