/** The kinds of item, by the SDK's names, with the template number by which they travel. */
export const templateNumbers = {
  Login: '001',
  CreditCard: '002',
  SecureNote: '003',
  Identity: '004',
  Password: '005',
  Document: '006',
  SoftwareLicense: '100',
  BankAccount: '101',
  Database: '102',
  DriverLicense: '103',
  OutdoorLicense: '104',
  Membership: '105',
  Passport: '106',
  Rewards: '107',
  SocialSecurityNumber: '108',
  Router: '109',
  Server: '110',
  Email: '111',
  ApiCredentials: '112',
  MedicalRecord: '113',
  SshKey: '114',
  CryptoWallet: '115',
  Unsupported: '999',
} as const;

/** A kind of item. */
export type Category = keyof typeof templateNumbers;

/** Whether a text names a kind of item. */
export function isCategory(text: string): text is Category {
  return Object.hasOwn(templateNumbers, text);
}

/** The kind of item that a template number stands for. */
export function categoryOf(templateNumber: string): Category {
  const entry = Object.entries(templateNumbers).find(([, number]) => number === templateNumber);
  return entry !== undefined && isCategory(entry[0]) ? entry[0] : 'Unsupported';
}
