/** What is told of references, tokens and the answers of secret managers. Worked out without any text of theirs. */
export const englishProviderMessages = {
  // References as they are written
  referenceBegins: ({ begins }: { begins: string }) =>
    `A reference begins with ${begins} in lower case, with nothing before it.`,
  referenceParts: ({ parts }: { parts: number }) =>
    `A reference has three or four parts, op://vault/item/field or op://vault/item/section/field; this one has ${parts}. Where a / stands in a name, send the names over the API as path.`,
  referenceEmptyPart:
    'A part of this reference is empty: vault, item and field need a name or an id. Write op://vault/item/field.',
  referenceQuery:
    'After ? a reference takes exactly attribute=otp, attribute=totp or ssh-format=openssh, in lower case. Where a ? stands in a name, send the names over the API as path.',
  // `shown` is the character in brackets, or nothing when it cannot be shown.
  referenceCharacter: ({ shown }: { shown: string }) =>
    `A reference takes letters A–Z, digits, space, _ . and - in its parts, and this one has another character${shown}. Names with other characters are looked up: paste the reference into the picker, or send the names over the API as path: ["vault", "item", "field"].`,
  environmentById:
    'After op-environment:// comes the id of the Environment, 26 letters and digits, then a slash and the name of the variable. In 1Password: Developer → View Environments → Manage environment → Copy environment ID.',
  environmentNameless:
    'The name of the variable is missing. Write op-environment://environmentId/NAME, or leave out the last slash for all variables.',
  environmentQuery: 'After ? the reference of a variable takes attribute=otp alone, for a one-time password.',
  environmentEncoding:
    'The name of the variable is not encoded as an address needs it. Write % as %25, / as %2F and ? as %3F.',

  // Tokens
  tokenEmpty: 'The token is empty. Paste the service account token; it begins with ops_.',
  tokenBegins:
    'A service account token begins with ops_, and this text does not. Copy the whole token from 1Password.',
  tokenCharacters:
    'The token has characters that do not belong in one, or is cut off. Copy the whole token from 1Password.',
  tokenCutOff: 'The token is cut off or damaged: its end is missing. Copy the whole token from 1Password.',
  tokensSeveral: 'There is more than one token in this text. Paste one of them.',
  tokenDamaged: ({ missing }: { missing: string }) =>
    `The token is damaged: ${missing} missing or invalid. Create a new one in 1Password.`,
  tokenKeyWrong:
    'The token signs in, but its key does not open the account’s keys: it is damaged. Copy it again, or make a new one.',
  addressRefused: ({ address }: { address: string }) =>
    `The token signs in to ${address}, which is not one of 1Password’s addresses. Nothing was sent to it. Use a token made in 1Password, or let an operator list that address in LATCHKEY_SIGN_IN_HOSTS.`,
  feedAddressRefused:
    'This is no address of 1Password’s Events API. Nothing was sent. Leave the address empty, or have the operator add it to LATCHKEY_SIGN_IN_HOSTS.',
  feedTokenShape:
    'An Events Reporting token has three parts with dots between them; this text is none. Copy the whole token from 1Password.',
  feedTokenRefused:
    '1Password refuses this Events Reporting token: it was revoked, or has expired. Create a new one.',
  feedTokenFeature:
    'This token may not read item usages, so it cannot tell which items were changed. Create an Events Reporting token with “Item usages”.',
  feedNotOffered: 'This kind of secret manager has no change feed.',
  feedEmpty: 'Give a token, or say whether the change feed is trusted.',
  feedOriginAlone: 'An address needs the token that belongs to it.',
  feedMissing: 'There is no change feed that could be trusted. Set it up with a token first.',
  feedTrustShort: 'While the change feed is trusted, values stay fresh for ten minutes at least.',
  feedTrustLong: 'While the change feed is trusted, values stay fresh for 24 hours at most.',

  connectTokenEmpty: 'The token is empty. Paste the access token of the Connect server; it begins with eyJ.',
  connectTokenShape:
    'An access token of a Connect server begins with eyJ and has three parts with dots between them; this text holds no such token. Copy the whole token from 1Password.',
  connectAddressShape:
    'The address of a Connect server is its scheme, host and port alone, such as https://connect.example.com:8443.',
  connectAddressRefused: ({ address }: { address: string }) =>
    `Latchkey may not send anything to ${address}, and sent nothing. Let an operator list the address of your Connect server in LATCHKEY_SIGN_IN_HOSTS.`,
  connectCertificateShape:
    'The certificate cannot be read. Paste the certificate of your own authority as PEM; it begins with -----BEGIN CERTIFICATE-----.',
  connectSeesNoVault:
    'What a token may read is fixed when it is created. Create an access token that can read the vaults your workloads need.',
  connectSeesManyVaults: ({ vaults }: { vaults: number }) =>
    `This token reads ${vaults} vaults, and so does whoever holds it. Create one that reads only the vaults your workloads need.`,
  seesNoVault:
    'Its vaults were fixed when it was created. Create a service account that can read the vaults your workloads need.',
  seesManyVaults: ({ vaults }: { vaults: number }) =>
    `This service account sees ${vaults} vaults. Whoever holds its token reads them all. Vaults cannot be taken away later: make one that sees only those that your workloads need.`,

  // Vaults, items and fields
  noVaultNamed: ({ name }: { name: string }) =>
    `This token sees no vault named “${name}”. Check the name, or use a token that may read that vault.`,
  vaultsNamed: ({ name }: { name: string }) =>
    `More than one vault is named “${name}”. Choose the one you mean with the picker.`,
  noItemNamed: ({ name }: { name: string }) =>
    `The vault has no item named “${name}”. Check the name, or choose the item with the picker.`,
  itemsNamed: ({ name }: { name: string }) =>
    `More than one item of the vault is named “${name}”. Choose the one you mean with the picker.`,
  itemArchived: 'The item is in 1Password’s archive. Restore it there, or bind another item.',
  itemUnreadable:
    'The item holds contents that 1Password’s own library cannot read. Open it in 1Password and save it again, or choose another one.',
  connectItemUnreadable:
    'The Connect server cannot give this item in a form that Latchkey can read. Open it in 1Password and save it again, or choose another one.',
  connectNoOpenssh:
    'A Connect server gives a private key as it is stored. Bind it without ssh-format=openssh.',
  itemTooLarge: 'The item is larger than Latchkey reads. Move what workloads need into an item of its own.',
  vaultUnlistable:
    'One item of this vault cannot be read, so 1Password’s own library cannot list the vault and no item is found by name. What is bound by id goes on working. Open the item in 1Password and save it again.',
  vaultTooLarge:
    'The list of this vault’s items is larger than Latchkey reads, so no item is found by name. What is bound by id goes on working.',
  answerNotKept:
    'The answer of the secret manager for this secret could not be stored. Check the names in the item for unusual characters, or choose another field.',
  itemOther: 'The secret manager answered with another item than the one asked for. Try again in a moment.',
  environmentNotFound:
    'There is no Environment of this id, or the token may not read it. Compare the id with the one that 1Password shows under Manage environment, and give the service account access to the Environment.',
  environmentCorrupted:
    '1Password keeps this Environment damaged: it holds more than its variables. Export its variables in 1Password, and make the Environment again.',
  environmentArchived:
    'The Environment is in 1Password’s archive. Restore it there, or bind a variable of another one.',
  environmentEmpty: 'The Environment holds no variables. Add them in 1Password.',
  notAnEnvironment:
    'This id is one of a vault, not of an Environment. Bind a field of its items as op://vault/item/field.',
  environmentUnreadable:
    'The Environment holds contents that 1Password’s own library cannot read. Open it in 1Password, and save its variables again.',
  noSuchVariable: ({ name }: { name: string }) =>
    `The Environment has no variable named “${name}”. Check the name in 1Password, where upper and lower case count, or choose the variable with the picker.`,
  variablesNamed: ({ name, count }: { name: string; count: number }) =>
    `The Environment has ${count} variables named “${name}”. Remove all but one of them in 1Password.`,
  noSuchField: 'The item has no such field. Choose another one with the picker.',
  noSuchSection: 'The item has no such section. Choose the field with the picker.',
  fieldsMatch: 'More than one field of the item matches. Choose the one you mean with the picker.',
  otpOnly: 'attribute=otp can be asked of a one-time password field only.',
  otpSeedWrong: 'The field’s seed makes no one-time password: it is not valid. Enter it again in 1Password.',
  sshOnly: 'ssh-format=openssh can be asked of a private key only.',
  sshKeyWrong: 'The private key in this field cannot be given in OpenSSH form. Bind it without ssh-format.',
  fileNotText: 'The file is not text, and only text can be read by reference. Bind another field.',
  fieldUnreadable: 'The field’s value cannot be read by reference. Bind another field.',
  managerCrowded: 'More is waiting for this secret manager than it can answer. Try again in a moment.',

  // Why a secret manager was not reached
  reachNameUnknown:
    'The host name of the secret manager is not known where Latchkey runs. Check the name service (DNS) of its machine; where servers reach the internet through a proxy, set HTTPS_PROXY.',
  reachNoNameService:
    'Latchkey’s machine could not look up the host name of the secret manager. Check its name service (DNS); where servers reach the internet through a proxy, set HTTPS_PROXY.',
  reachNoRoute:
    'Latchkey’s machine has no network route to the secret manager. Check its network and firewall; where servers reach the internet through a proxy, set HTTPS_PROXY.',
  reachRefused:
    'The connection to the secret manager was refused: nothing listens there, or a firewall refuses it. Allow outgoing connections to its host and port (usually 443), or set HTTPS_PROXY where servers reach the internet through a proxy.',
  reachBrokenOff:
    'The connection to the secret manager broke off. Latchkey retries automatically. If it persists, check the network and what inspects its traffic.',
  reachNotEncrypted:
    'No encrypted connection to the secret manager could be made. Check what stands between Latchkey and the secret manager: it must let TLS 1.2 or newer through.',
  reachUntrusted:
    'The certificate that Latchkey was shown for the secret manager is signed by an authority that is not trusted here, for example because a company inspects its traffic. Nothing was sent. Give Latchkey that authority’s certificate as a PEM file in NODE_EXTRA_CA_CERTS, and restart it.',
  // `signer` is what the certificate itself says, cut to plain characters.
  reachUntrustedBy: ({ signer }: { signer: string }) =>
    `The certificate that Latchkey was shown for the secret manager is signed by “${signer}”, which is not trusted here. Nothing was sent. If that is your company’s own authority, give Latchkey its certificate as a PEM file in NODE_EXTRA_CA_CERTS, and restart it.`,
  reachExpired:
    'The certificate that Latchkey was shown for the secret manager has expired or is not valid yet. Nothing was sent. Check the clock of Latchkey’s machine, and what inspects its traffic.',
  reachOtherName:
    'The certificate that Latchkey was shown is not for the host name of the secret manager. Nothing was sent. Check the name service (DNS) and what inspects the traffic of Latchkey’s machine.',
  reachTimedOut:
    'No connection to the secret manager could be made in time. A firewall may drop what Latchkey sends: allow outgoing connections to its host and port (usually 443), or set HTTPS_PROXY where servers reach the internet through a proxy.',
  reachProxyDown:
    'The proxy of HTTPS_PROXY cannot be reached. Check its address in HTTPS_PROXY, and that it runs.',
  reachProxyPassword:
    'The proxy of HTTPS_PROXY wants a user name and password, or refuses the ones it got. Write them into HTTPS_PROXY, percent-encoded: http://user:password@proxy.example.com:3128.',
  reachProxyRefused:
    'The proxy of HTTPS_PROXY does not let the connection to the secret manager through, or cannot reach it. Allow the host and port of the secret manager (usually 443) there.',
} as const;
